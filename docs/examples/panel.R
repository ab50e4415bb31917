#!/usr/bin/env Rscript
# Who leads where, year by year: the panel of Entente in R.
#
#     entente panel --from 1990 --output panel.csv
#     Rscript panel.R panel.csv

path <- commandArgs(trailingOnly = TRUE)[1]
# "NA" is no missing value here, and a partner may be called so; positions keep their zeros.
panel <- read.csv(
  path,
  na.strings = "",
  colClasses = c(iso3_host = "character", iso3_partner = "character", log_position = "character"),
  encoding = "UTF-8"
)
panel$date <- as.Date(panel$date)

# Outside coverage a score is absent, which is not 0: a mean must not count it.
scores <- panel[!is.na(panel$security), ]
leads <- panel[!is.na(panel$primary_security) & panel$iso3_partner == panel$primary_security, ]

cat("rows", nrow(panel), "\n")
cat("hosts", length(unique(panel$iso3_host)), "\n")
cat("partners", length(unique(panel$iso3_partner)), "\n")
cat("scored", nrow(scores), "\n")
cat("absent", nrow(panel) - nrow(scores), "\n")
cat("sum", sprintf("%.4f", sum(scores$security)), "\n")
cat("leads\n")
counts <- as.data.frame(table(year = leads$year, partner = leads$iso3_partner), stringsAsFactors = FALSE)
counts <- counts[counts$Freq > 0, ]
counts <- counts[order(counts$year, counts$partner, method = "radix"), ]
for (i in seq_len(nrow(counts))) cat(counts$year[i], counts$partner[i], counts$Freq[i], "\n")
