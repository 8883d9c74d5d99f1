"""Draws the picture at the top of README.md: the five plans that `make run` compares.

Run it after a change that moves results or figures:  python docs/adoption_picture.py
"""

import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

import sim  # noqa: E402

PICTURE = PROJECT / "docs" / "pictures" / "adoption.png"
PLANS = "strategy=none,community_of_practice,one_to_one,avt_london,hin_playbook"

if __name__ == "__main__":
    found = sim.compare("scenario=avt_london", PLANS)
    picture = found.figure("plans")
    PICTURE.write_bytes(picture.png())
