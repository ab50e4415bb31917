#!/usr/bin/env python3
"""Who leads where, year by year: the panel of Entente in pandas.

    entente panel --from 1990 --output panel.csv
    python3 panel.py panel.csv
"""
import sys

import pandas as pd

panel = pd.read_csv(
    sys.argv[1],
    dtype={"iso3_host": "string", "iso3_partner": "string", "log_position": "string"},
    parse_dates=["date"],
    # "NA" is no missing value here, and a partner may be called so.
    keep_default_na=False,
    na_values=[""],
)

# Outside coverage a score is absent, which is not 0: a mean must not count it.
scores = panel.dropna(subset=["security"])
leads = panel[panel["iso3_partner"] == panel["primary_security"]]

print(f"rows {len(panel)}")
print(f"hosts {panel['iso3_host'].nunique()}")
print(f"partners {panel['iso3_partner'].nunique()}")
print(f"scored {len(scores)}")
print(f"absent {len(panel) - len(scores)}")
print(f"sum {scores['security'].sum():.4f}")
print("leads")
counts = leads.groupby(["year", "iso3_partner"]).size()
for (year, partner), count in counts.items():
    print(f"{year} {partner} {count}")
