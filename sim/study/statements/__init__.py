"""Statements that people believe, checked over luck and assumptions.

amounts     numbers with their unit: "50%", "5 points", "24 months", "£30,000"
outcomes    outcomes by their keys or in words, and what can be claimed of them
claim       what is claimed of one plan, or of two
claims      the small language of claims: "live of A > live of B by 5 points at month 24"
how_often   how often a claim must hold: usually, always, never, in 9 of 10
nodes       YAML with line numbers
file        a file of statements
plans       the plans of a file, put together
verdicts    whether a claim holds in each set of assumptions, and over all of them
findings    the verdict of a statement, by how much, and what luck does
check       the plans run, each once, and every statement gets its finding
"""
