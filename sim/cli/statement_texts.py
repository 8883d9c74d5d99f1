"""The file of statements that `uptake test --example` prints, to begin with."""

EXAMPLE = """\
# What people believe, one statement each. Change what you like, then: uptake test statements.yaml
# What all plans share, as on the command line.
with: scenario=avt_london

# Names for plans. Strategies, such as none or hin_playbook, need no entry (uptake list strategies).
plans:
  monthly boards: [strategy=one_to_one, system.board_interval=1]
  two more facilitators: [strategy=one_to_one, strategy.budget_total=1500000]  # £300,000 more

statements:
  - say: The playbook gets most organisations live by month 36.
    claim: live of hin_playbook is more than 50% at month 36

  - say: Monthly boards beat two more facilitators.
    claim: live of monthly boards > live of two more facilitators

  - say: Two more facilitators are worth at least 5 points.
    claim: live of two more facilitators > live of one_to_one by 5 points

  - say: One-to-one help never slows laggards.
    claim: live_laggards of one_to_one < live_laggards of none
    how often: never            # usually (if you say nothing), always, never, in 9 of 10

  - say: The playbook makes more organisations give up.
    claim: abandoned of hin_playbook > abandoned of one_to_one
"""
