import { type Day, dayOf } from '../../calendar.js'

/**
 * Alpha-3 code, number of the Correlates of War, number of Gleditsch and Ward, and code of FIPS 10-4 of each state and
 * territory; `-` where there is none. One row for each present code: what changed hands stands in `periods`.
 */
const table = `
  ABW - - AA | AFG 700 700 AF | AGO 540 540 AO | AIA - - AV | ALB 339 339 AL | AND 232 - AN
  ARE 696 696 AE | ARG 160 160 AR | ARM 371 371 AM | ASM - - AQ | ATA - - AY | ATF - - FS
  ATG 58 - AC | AUS 900 900 AS | AUT 305 305 AU | AZE 373 373 AJ | BDI 516 516 BY | BEL 211 211 BE
  BEN 434 434 BN | BFA 439 439 UV | BGD 771 771 BG | BGR 355 355 BU | BHR 692 692 BA | BHS 31 31 BF
  BIH 346 346 BK | BLM - - TB | BLR 370 370 BO | BLZ 80 80 BH | BMU - - BD | BOL 145 145 BL
  BRA 140 140 BR | BRB 53 53 BB | BRN 835 835 BX | BTN 760 760 BT | BVT - - BV | BWA 571 571 BC
  CAF 482 482 CT | CAN 20 20 CA | CCK - - CK | CHE 225 225 SZ | CHL 155 155 CI | CHN 710 710 CH
  CIV 437 437 IV | CMR 471 471 CM | COD 490 490 CG | COG 484 484 CF | COK - - CW | COL 100 100 CO
  COM 581 581 CN | CPV 402 402 CV | CRI 94 94 CS | CUB 40 40 CU | CXR - - KT | CYM - - CJ
  CYP 352 352 CY | CZE 316 316 EZ | DEU 255 260 GM | DJI 522 522 DJ | DMA 54 - DO | DNK 390 390 DA
  DOM 42 42 DR | DZA 615 615 AG | ECU 130 130 EC | EGY 651 651 EG | ERI 531 531 ER | ESH - - WI
  ESP 230 230 SP | EST 366 366 EN | ETH 530 530 ET | FIN 375 375 FI | FJI 950 950 FJ | FLK - - FK
  FRA 220 220 FR | FRO - - FO | FSM 987 - FM | GAB 481 481 GB | GBR 200 200 UK | GEO 372 372 GG
  GGY - - GK | GHA 452 452 GH | GIB - - GI | GIN 438 438 GV | GLP - - GP | GMB 420 420 GA
  GNB 404 404 PU | GNQ 411 411 EK | GRC 350 350 GR | GRD 55 - GJ | GRL - - GL | GTM 90 90 GT
  GUF - - FG | GUM - - GQ | GUY 110 110 GY | HKG - - HK | HMD - - HM | HND 91 91 HO
  HRV 344 344 HR | HTI 41 41 HA | HUN 310 310 HU | IDN 850 850 ID | IMN - - IM | IND 750 750 IN
  IOT - - IO | IRL 205 205 EI | IRN 630 630 IR | IRQ 645 645 IZ | ISL 395 395 IC | ISR 666 666 IS
  ITA 325 325 IT | JAM 51 51 JM | JEY - - JE | JOR 663 663 JO | JPN 740 740 JA | KAZ 705 705 KZ
  KEN 501 501 KE | KGZ 703 703 KG | KHM 811 811 CB | KIR 946 - KR | KNA 60 - SC | KOR 732 732 KS
  KWT 690 690 KU | LAO 812 812 LA | LBN 660 660 LE | LBR 450 450 LI | LBY 620 620 LY | LCA 56 - ST
  LIE 223 - LS | LKA 780 780 CE | LSO 570 570 LT | LTU 368 368 LH | LUX 212 212 LU | LVA 367 367 LG
  MAC - - MC | MAR 600 600 MO | MCO 221 - MN | MDA 359 359 MD | MDG 580 580 MA | MDV 781 781 MV
  MEX 70 70 MX | MHL 983 - RM | MKD 343 343 MK | MLI 432 432 ML | MLT 338 338 MT | MMR 775 775 BM
  MNE 341 341 MJ | MNG 712 712 MG | MNP - - CQ | MOZ 541 541 MZ | MRT 435 435 MR | MSR - - MH
  MTQ - - MB | MUS 590 590 MP | MWI 553 553 MI | MYS 820 820 MY | MYT - - MF | NAM 565 565 WA
  NCL - - NC | NER 436 436 NG | NFK - - NF | NGA 475 475 NI | NIC 93 93 NU | NIU - - NE
  NLD 210 210 NL | NOR 385 385 NO | NPL 790 790 NP | NRU 970 - NR | NZL 920 920 NZ | OMN 698 698 MU
  PAK 770 770 PK | PAN 95 95 PM | PCN - - PC | PER 135 135 PE | PHL 840 840 RP | PLW 986 - PS
  PNG 910 910 PP | POL 290 290 PL | PRI - - RQ | PRK 731 731 KN | PRT 235 235 PO | PRY 150 150 PA
  PSE - - WE | PYF - - FP | QAT 694 694 QA | REU - - RE | ROU 360 360 RO | RUS 365 365 RS
  RWA 517 517 RW | SAU 670 670 SA | SDN 625 625 SU | SEN 433 433 SG | SGP 830 830 SN | SGS - - SX
  SHN - - SH | SJM - - SV | SLB 940 940 BP | SLE 451 451 SL | SLV 92 92 ES | SMR 331 - SM
  SOM 520 520 SO | SPM - - SB | SRB 345 340 RI | SSD 626 626 OD | STP 403 - TP | SUR 115 115 NS
  SVK 317 317 LO | SVN 349 349 SI | SWE 380 380 SW | SWZ 572 572 WZ | SYC 591 - SE | SYR 652 652 SY
  TCA - - TK | TCD 483 483 CD | TGO 461 461 TO | THA 800 800 TH | TJK 702 702 TI | TKL - - TL
  TKM 701 701 TX | TLS 860 860 TT | TON 955 - TN | TTO 52 52 TD | TUN 616 616 TS | TUR 640 640 TU
  TUV 947 - TV | TWN 713 713 TW | TZA 510 510 TZ | UGA 500 500 UG | UKR 369 369 UP | URY 165 165 UY
  USA 2 2 US | UZB 704 704 UZ | VAT 327 327 VT | VCT 57 - VC | VEN 101 101 VE | VGB - - VI
  VIR - - VQ | VNM 816 816 VM | VUT 935 - NH | WLF - - WF | WSM 990 - WS | XKX 347 347 KV
  YEM 679 679 YM | ZAF 560 560 SF | ZMB 551 551 ZA | ZWE 552 552 ZI
`

/** Numbers that stood for another code for a time, first and last day included; they come before the table. */
const written: readonly (readonly [scheme: NumberScheme, number: string, code: string, from: string, to: string])[] = [
  ['cow', '365', 'SUN', '1922-12-30', '1991-12-25'],
  ['gw', '365', 'SUN', '1922-12-30', '1991-12-25'],
  ['cow', '260', 'DEU', '1949-05-23', '1990-10-02'],
  ['gw', '255', 'DEU', '1816-01-01', '1945-05-08'],
  ['cow', '265', 'DDR', '1949-10-07', '1990-10-02'],
  ['gw', '265', 'DDR', '1949-10-07', '1990-10-02'],
  ['cow', '315', 'CSK', '1918-10-28', '1992-12-31'],
  ['gw', '315', 'CSK', '1918-10-28', '1992-12-31'],
  ['cow', '345', 'YUG', '1918-12-01', '2003-02-03'],
  ['gw', '345', 'YUG', '1918-12-01', '2003-02-03'],
  ['cow', '345', 'SCG', '2003-02-04', '2006-06-04'],
  ['gw', '345', 'SCG', '2003-02-04', '2006-06-04'],
  ['cow', '678', 'YEM', '1918-10-30', '1990-05-21'],
  ['gw', '678', 'YEM', '1918-10-30', '2999-12-31'],
  ['cow', '680', 'YMD', '1967-11-30', '1990-05-21'],
  ['gw', '680', 'YMD', '1967-11-30', '1990-05-21'],
  ['cow', '816', 'VDR', '1945-09-02', '1976-07-01'],
  ['gw', '816', 'VDR', '1945-09-02', '1976-07-01'],
  ['cow', '817', 'VNM', '1954-07-21', '1975-04-30'],
  ['gw', '817', 'VNM', '1954-07-21', '1975-04-30'],
  ['fips', 'YS', 'YMD', '1967-11-30', '1990-05-21'],
]

const periods = written.map(([scheme, number, code, from, to]) => {
  return { scheme, number, code, from: dayOf(from)!, to: dayOf(to)! }
})
const periodsOfCode = new Map(
  [...new Set(periods.map(({ code }) => code))].map(code => [code, periods.filter(one => one.code === code)]),
)

/** `cow` Correlates of War, `gw` Gleditsch and Ward, `fips` FIPS 10-4 (Niger is NG there, and Nigeria NI). */
export type NumberScheme = 'cow' | 'gw' | 'fips'

interface Row {
  readonly code: string
  readonly cow: string
  readonly gw: string
  readonly fips: string
}

const rows: readonly Row[] = table
  .split(/[|\n]/)
  .map(cell => cell.trim().split(' '))
  .filter((cells): cells is [string, string, string, string] => cells.length === 4)
  .map(([code, cow, gw, fips]) => ({ code, cow, gw, fips }))

const rowOfCode: ReadonlyMap<string, Row> = new Map(rows.map(row => [row.code, row]))

const present: Readonly<Record<NumberScheme, ReadonlyMap<string, string>>> = {
  cow: new Map(rows.map(row => [row.cow, row.code])),
  gw: new Map(rows.map(row => [row.gw, row.code])),
  fips: new Map(rows.map(row => [row.fips, row.code])),
}

/** The alpha-3 code behind a number on a day; undefined where the scheme has no such number. */
export function codeOfNumber(scheme: NumberScheme, number: string, day: Day): string | undefined {
  const text = number.trim().toUpperCase()
  const then = periods.find(
    ({ scheme: of, number: known, from, to }) => of === scheme && known === text && from <= day && day <= to,
  )
  return then?.code ?? (text === '-' ? undefined : present[scheme].get(text))
}

/** The number of a state in a scheme on a day, as panels of the field carry it; null where it has none. */
export function numberOf(scheme: NumberScheme, code: string, day: Day): string | null {
  const then = periodsOfCode.get(code)?.find(({ scheme: of, from, to }) => of === scheme && from <= day && day <= to)
  if (then !== undefined) return then.number
  const number = rowOfCode.get(code)?.[scheme]
  return number === undefined || number === '-' ? null : number
}
