import { describe, expect, test } from "vitest";
import { type Clock, readTime } from "#src/router/time/read-time";

/** Lines of `words | start | end`, the end not included; `-` where no period is said. */
function cases(table: string): { words: string; period: { start: string; end: string } | null }[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [words = "", start = "", end = ""] = line.split("|").map((cell) => cell.trim());
      return { words, period: start === "-" ? null : { start, end } };
    });
}

function testPeriods(clock: Clock, table: string): void {
  test.each(cases(table))("$words", ({ words, period }) => {
    expect(readTime(words, clock).period).toEqual(period);
  });
}

describe("Friday 2026-11-20: days", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    today                              | 2026-11-20 | 2026-11-21
    today's spend so far               | 2026-11-20 | 2026-11-21
    yesterday                          | 2026-11-19 | 2026-11-20
    yesterday's cost                   | 2026-11-19 | 2026-11-20
    the day before yesterday           | 2026-11-18 | 2026-11-19
    3 days ago                         | 2026-11-17 | 2026-11-18
    three days ago                     | 2026-11-17 | 2026-11-18
    a week ago                         | 2026-11-13 | 2026-11-14
    two weeks ago                      | 2026-11-06 | 2026-11-07
    8 April                            | 2026-04-08 | 2026-04-09
    April 8                            | 2026-04-08 | 2026-04-09
    the spike on April 8?              | 2026-04-08 | 2026-04-09
    Apr 8th                            | 2026-04-08 | 2026-04-09
    8th of April 2026                  | 2026-04-08 | 2026-04-09
    the 8th of April                   | 2026-04-08 | 2026-04-09
    April 8, 2025                      | 2025-04-08 | 2025-04-09
    Tuesday, April 8                   | 2026-04-08 | 2026-04-09
    on Nov 20                          | 2026-11-20 | 2026-11-21
    on Nov 21                          | 2025-11-21 | 2025-11-22
    December 24                        | 2025-12-24 | 2025-12-25
    8 April last year                  | 2025-04-08 | 2025-04-09
    02-Oct-2025                        | 2025-10-02 | 2025-10-03
    Oct. 3                             | 2026-10-03 | 2026-10-04
    Feb 29                             | 2024-02-29 | 2024-03-01
    2026-04-08                         | 2026-04-08 | 2026-04-09
    2026/04/08                         | 2026-04-08 | 2026-04-09
    2026-04-08T10:00:00Z               | 2026-04-08 | 2026-04-09
    04/08/2026                         | 2026-04-08 | 2026-04-09
    25/08/2026                         | 2026-08-25 | 2026-08-26
    25.08.2026                         | 2026-08-25 | 2026-08-26
    2027-01-05                         | 2027-01-05 | 2027-01-06
    on the 3rd                         | 2026-11-03 | 2026-11-04
    on the 25th                        | 2026-10-25 | 2026-10-26
    on the 31st                        | 2026-10-31 | 2026-11-01
    last Tuesday                       | 2026-11-17 | 2026-11-18
    last Friday                        | 2026-11-13 | 2026-11-14
    last Saturday                      | 2026-11-14 | 2026-11-15
    on Monday                          | 2026-11-16 | 2026-11-17
    on Friday                          | 2026-11-13 | 2026-11-14
    this Monday                        | 2026-11-16 | 2026-11-17
    what did we spend Monday?          | 2026-11-16 | 2026-11-17
    the weekend of Oct 10              | 2026-10-10 | 2026-10-12
    Friday last week                   | 2026-11-13 | 2026-11-14
    Tuesday of last week               | 2026-11-10 | 2026-11-11
    this weekend                       | 2026-11-14 | 2026-11-16
    last weekend                       | 2026-11-14 | 2026-11-16
    over the weekend                   | 2026-11-14 | 2026-11-16
    Black Friday                       | 2025-11-28 | 2025-11-29
    Black Friday 2024                  | 2024-11-29 | 2024-11-30
    last Black Friday                  | 2025-11-28 | 2025-11-29
    Cyber Monday                       | 2025-12-01 | 2025-12-02
    Cyber Monday last year             | 2025-12-01 | 2025-12-02
    Thanksgiving 2025                  | 2025-11-27 | 2025-11-28
    Christmas                          | 2025-12-25 | 2025-12-26
    on Christmas Eve                   | 2025-12-24 | 2025-12-25
    New Year's Day cost                | 2026-01-01 | 2026-01-02
    New Years Eve                      | 2025-12-31 | 2026-01-01
    New Year’s Eve 2024                | 2024-12-31 | 2025-01-01
    Christmas Day                      | 2025-12-25 | 2025-12-26
    Boxing Day                         | 2025-12-26 | 2025-12-27
    spend on Halloween                 | 2026-10-31 | 2026-11-01
    haloween last year                 | 2025-10-31 | 2025-11-01
    Easter                             | 2026-04-05 | 2026-04-06
    Easter Monday 2025                 | 2025-04-21 | 2025-04-22
    Good Friday                        | 2026-04-03 | 2026-04-04
    what did Monday cost               | 2026-11-16 | 2026-11-17
    Monday's EC2 spend                 | 2026-11-16 | 2026-11-17
    Friday spend by team               | 2026-11-13 | 2026-11-14
    day 3 of October                   | 2026-10-03 | 2026-10-04
    `,
  );
});

describe("Friday 2026-11-20: rolling and complete units", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    last 7 days                        | 2026-11-13 | 2026-11-20
    past 7 days                        | 2026-11-13 | 2026-11-20
    the last seven days                | 2026-11-13 | 2026-11-20
    last 1 day                         | 2026-11-19 | 2026-11-20
    last day                           | 2026-11-19 | 2026-11-20
    last 30 complete days              | 2026-10-21 | 2026-11-20
    last thirty days                   | 2026-10-21 | 2026-11-20
    last sixty days                    | 2026-09-21 | 2026-11-20
    past ninety days                   | 2026-08-22 | 2026-11-20
    for the past 90 days               | 2026-08-22 | 2026-11-20
    last 30d                           | 2026-10-21 | 2026-11-20
    last 30-day cost                   | 2026-10-21 | 2026-11-20
    in the last 24 hours               | 2026-11-19 | 2026-11-20
    last 36 hours                      | 2026-11-18 | 2026-11-20
    the previous 30 days               | 2026-10-21 | 2026-11-20
    most recent 7 days                 | 2026-11-13 | 2026-11-20
    last 2 weeks                       | 2026-11-06 | 2026-11-20
    past 4 weeks                       | 2026-10-23 | 2026-11-20
    last 2 wks                         | 2026-11-06 | 2026-11-20
    last couple of weeks               | 2026-11-06 | 2026-11-20
    last 4 full weeks                  | 2026-10-19 | 2026-11-16
    last fortnight                     | 2026-11-06 | 2026-11-20
    6-month trend                      | 2026-05-01 | 2026-11-01
    past day                           | 2026-11-19 | 2026-11-20
    past week                          | 2026-11-13 | 2026-11-20
    past month                         | 2026-10-21 | 2026-11-20
    past quarter                       | 2026-07-01 | 2026-10-01
    past year                          | 2025-11-01 | 2026-11-01
    last 12 months                     | 2025-11-01 | 2026-11-01
    last twelve months                 | 2025-11-01 | 2026-11-01
    last 3 months                      | 2026-08-01 | 2026-11-01
    over the past 3 months             | 2026-08-01 | 2026-11-01
    trailing 3 months                  | 2026-08-01 | 2026-11-01
    last 3 mo                          | 2026-08-01 | 2026-11-01
    last 1 month                       | 2026-10-01 | 2026-11-01
    last 6 full months                 | 2026-05-01 | 2026-11-01
    last 2 quarters                    | 2026-04-01 | 2026-10-01
    past 6 quarters                    | 2025-04-01 | 2026-10-01
    last 2 years                       | 2024-11-01 | 2026-11-01
    last 2 calendar years              | 2024-01-01 | 2026-01-01
    `,
  );
});

describe("Friday 2026-11-20: calendar units", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    this week                          | 2026-11-16 | 2026-11-21
    current week                       | 2026-11-16 | 2026-11-21
    week to date                       | 2026-11-16 | 2026-11-21
    WTD                                | 2026-11-16 | 2026-11-21
    this month                         | 2026-11-01 | 2026-11-21
    the current month                  | 2026-11-01 | 2026-11-21
    this month so far                  | 2026-11-01 | 2026-11-21
    so far this month                  | 2026-11-01 | 2026-11-21
    month to date                      | 2026-11-01 | 2026-11-21
    month-to-date                      | 2026-11-01 | 2026-11-21
    MTD                                | 2026-11-01 | 2026-11-21
    current billing period             | 2026-11-01 | 2026-11-21
    current billing month              | 2026-11-01 | 2026-11-21
    last billing period                | 2026-10-01 | 2026-11-01
    this quarter                       | 2026-10-01 | 2026-11-21
    quarter to date                    | 2026-10-01 | 2026-11-21
    QTD                                | 2026-10-01 | 2026-11-21
    this half                          | 2026-07-01 | 2026-11-21
    this year                          | 2026-01-01 | 2026-11-21
    YTD                                | 2026-01-01 | 2026-11-21
    year to date                       | 2026-01-01 | 2026-11-21
    the year so far                    | 2026-01-01 | 2026-11-21
    this fiscal year                   | 2026-01-01 | 2026-11-21
    last week                          | 2026-11-09 | 2026-11-16
    last month                         | 2026-10-01 | 2026-11-01
    last month's Datadog spend         | 2026-10-01 | 2026-11-01
    previous month                     | 2026-10-01 | 2026-11-01
    last full month                    | 2026-10-01 | 2026-11-01
    last quarter                       | 2026-07-01 | 2026-10-01
    for the last quarter               | 2026-07-01 | 2026-10-01
    last half                          | 2026-01-01 | 2026-07-01
    last year                          | 2025-01-01 | 2026-01-01
    last fiscal year                   | 2025-01-01 | 2026-01-01
    the week before last               | 2026-11-02 | 2026-11-09
    the month before last              | 2026-09-01 | 2026-10-01
    the quarter before last            | 2026-04-01 | 2026-07-01
    the year before last               | 2024-01-01 | 2025-01-01
    a month ago                        | 2026-10-01 | 2026-11-01
    two months ago                     | 2026-09-01 | 2026-10-01
    2 quarters ago                     | 2026-04-01 | 2026-07-01
    a year ago                         | 2025-01-01 | 2026-01-01
    the week of Oct 12                 | 2026-10-12 | 2026-10-19
    week of October 14th               | 2026-10-12 | 2026-10-19
    w/c 12 Oct                         | 2026-10-12 | 2026-10-19
    week commencing 12 October         | 2026-10-12 | 2026-10-19
    week ending Oct 18                 | 2026-10-12 | 2026-10-19
    the week of the 12th               | 2026-11-09 | 2026-11-16
    week of 2026-10-15                 | 2026-10-12 | 2026-10-19
    Black Friday week                  | 2025-11-24 | 2025-12-01
    the week of Black Friday 2024      | 2024-11-25 | 2024-12-02
    cost in week 42                    | 2026-10-12 | 2026-10-19
    calendar week 42                   | 2026-10-12 | 2026-10-19
    ISO week 42                        | 2026-10-12 | 2026-10-19
    week no. 42                        | 2026-10-12 | 2026-10-19
    KW 42                              | 2026-10-12 | 2026-10-19
    KW42                               | 2026-10-12 | 2026-10-19
    CW 42 2025                         | 2025-10-13 | 2025-10-20
    in W42                             | 2026-10-12 | 2026-10-19
    2026-W42                           | 2026-10-12 | 2026-10-19
    week 42 of 2025                    | 2025-10-13 | 2025-10-20
    week 42 of last year               | 2025-10-13 | 2025-10-20
    week 42 of the year                | 2026-10-12 | 2026-10-19
    week 47                            | 2026-11-16 | 2026-11-23
    week 48                            | 2025-11-24 | 2025-12-01
    week 1                             | 2025-12-29 | 2026-01-05
    week 53                            | 2020-12-28 | 2021-01-04
    weeks 40 to 42                     | 2026-09-28 | 2026-10-19
    weeks 40-42                        | 2026-09-28 | 2026-10-19
    weeks 40 and 41                    | 2026-09-28 | 2026-10-12
    last week 5 services               | 2026-11-09 | 2026-11-16
    YTD 2025                           | 2025-01-01 | 2025-11-21
    2025 YTD                           | 2025-01-01 | 2025-11-21
    year to date 2025                  | 2025-01-01 | 2025-11-21
    YTD last year                      | 2025-01-01 | 2025-11-21
    last year to date                  | 2025-01-01 | 2025-11-21
    YTD 2026                           | 2026-01-01 | 2026-11-21
    `,
  );
});

describe("Friday 2026-11-20: names of months, quarters, halves and years", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    October                            | 2026-10-01 | 2026-11-01
    my October costs                   | 2026-10-01 | 2026-11-01
    in oct                             | 2026-10-01 | 2026-11-01
    October's bill                     | 2026-10-01 | 2026-11-01
    for the month of October           | 2026-10-01 | 2026-11-01
    November                           | 2026-11-01 | 2026-12-01
    November so far                    | 2026-11-01 | 2026-11-21
    so far in November                 | 2026-11-01 | 2026-11-21
    October so far                     | 2026-10-01 | 2026-11-01
    December                           | 2025-12-01 | 2026-01-01
    Sept                               | 2026-09-01 | 2026-10-01
    Oct 2025                           | 2025-10-01 | 2025-11-01
    January 2025                       | 2025-01-01 | 2025-02-01
    October of 2025                    | 2025-10-01 | 2025-11-01
    Oct '25                            | 2025-10-01 | 2025-11-01
    Sep'26                             | 2026-09-01 | 2026-10-01
    mid-October                        | 2026-10-01 | 2026-11-01
    in October last year               | 2025-10-01 | 2025-11-01
    last year's October                | 2025-10-01 | 2025-11-01
    last October                       | 2026-10-01 | 2026-11-01
    last November                      | 2025-11-01 | 2025-12-01
    January 2027                       | 2027-01-01 | 2027-02-01
    2026-04                            | 2026-04-01 | 2026-05-01
    10/2025                            | 2025-10-01 | 2025-11-01
    in May                             | 2026-05-01 | 2026-06-01
    in may                             | 2026-05-01 | 2026-06-01
    may 2025                           | 2025-05-01 | 2025-06-01
    May last year                      | 2025-05-01 | 2025-06-01
    show May costs                     | 2026-05-01 | 2026-06-01
    march                              | 2026-03-01 | 2026-04-01
    Q3                                 | 2026-07-01 | 2026-10-01
    Q4                                 | 2026-10-01 | 2027-01-01
    Q4 so far                          | 2026-10-01 | 2026-11-21
    Q3 2025                            | 2025-07-01 | 2025-10-01
    Q3 of last year                    | 2025-07-01 | 2025-10-01
    2025 Q3                            | 2025-07-01 | 2025-10-01
    2025Q3                             | 2025-07-01 | 2025-10-01
    Q3-2025                            | 2025-07-01 | 2025-10-01
    Q3'25                              | 2025-07-01 | 2025-10-01
    last Q4                            | 2025-10-01 | 2026-01-01
    third quarter                      | 2026-07-01 | 2026-10-01
    the 2nd quarter of 2025            | 2025-04-01 | 2025-07-01
    last quarter of 2025               | 2025-10-01 | 2026-01-01
    FY26 Q2                            | 2026-04-01 | 2026-07-01
    Q2 FY2026                          | 2026-04-01 | 2026-07-01
    H1                                 | 2026-01-01 | 2026-07-01
    H2                                 | 2026-07-01 | 2027-01-01
    H1 2026                            | 2026-01-01 | 2026-07-01
    H2 2025                            | 2025-07-01 | 2026-01-01
    first half of 2026                 | 2026-01-01 | 2026-07-01
    second half of last year           | 2025-07-01 | 2026-01-01
    in 2025                            | 2025-01-01 | 2026-01-01
    2025 spend                         | 2025-01-01 | 2026-01-01
    spend 2025                         | 2025-01-01 | 2026-01-01
    costs for 2024                     | 2024-01-01 | 2025-01-01
    FY2026                             | 2026-01-01 | 2027-01-01
    FY25                               | 2025-01-01 | 2026-01-01
    fiscal year 2025                   | 2025-01-01 | 2026-01-01
    calendar year 2025                 | 2025-01-01 | 2026-01-01
    all time                           | 1970-01-01 | 2026-11-21
    have we ever paid for Redis        | 1970-01-01 | 2026-11-21
    month 5                            | 2026-05-01 | 2026-06-01
    month 5 of 2025                    | 2025-05-01 | 2025-06-01
    quarter 3                          | 2026-07-01 | 2026-10-01
    quarter 3 of 2025                  | 2025-07-01 | 2025-10-01
    month 2 of Q3                      | 2026-08-01 | 2026-09-01
    2025's costs                       | 2025-01-01 | 2026-01-01
    `,
  );
});

describe("Friday 2026-11-20: ranges and parts", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    since the 1st                      | 2026-11-01 | 2026-11-21
    since the 25th                     | 2026-10-25 | 2026-11-21
    since Monday                       | 2026-11-16 | 2026-11-21
    since March                        | 2026-03-01 | 2026-11-21
    since Oct 3                        | 2026-10-03 | 2026-11-21
    since yesterday                    | 2026-11-19 | 2026-11-21
    since last month                   | 2026-10-01 | 2026-11-21
    since 2025                         | 2025-01-01 | 2026-11-21
    since the start of the year        | 2026-01-01 | 2026-11-21
    from Oct 3 on                      | 2026-10-03 | 2026-11-21
    from October onwards               | 2026-10-01 | 2026-11-21
    costs from October on EC2          | 2026-10-01 | 2026-11-01
    after October 3                    | 2026-10-04 | 2026-11-21
    between Oct 3 and Oct 9            | 2026-10-03 | 2026-10-10
    between Oct 3 and 9                | 2026-10-03 | 2026-10-10
    between 3 and 9 October            | 2026-10-03 | 2026-10-10
    from Oct 3 to Oct 9                | 2026-10-03 | 2026-10-10
    from 3 October until 9 October     | 2026-10-03 | 2026-10-10
    from 1 to 15 October               | 2026-10-01 | 2026-10-16
    from the 1st to the 15th of October | 2026-10-01 | 2026-10-16
    from the 1st to the 15th           | 2026-11-01 | 2026-11-16
    Oct 1-15                           | 2026-10-01 | 2026-10-16
    1–15 Oct                           | 2026-10-01 | 2026-10-16
    Oct 1 - 15, 2025                   | 2025-10-01 | 2025-10-16
    October 1st through 15th           | 2026-10-01 | 2026-10-16
    Oct 28 - Nov 3                     | 2026-10-28 | 2026-11-04
    from Dec 28 to Jan 3               | 2025-12-28 | 2026-01-04
    2026-04-01 to 2026-04-08           | 2026-04-01 | 2026-04-09
    2026-04-01..2026-04-08             | 2026-04-01 | 2026-04-09
    2026-04-01/2026-04-08              | 2026-04-01 | 2026-04-09
    2026-04-01-2026-04-08              | 2026-04-01 | 2026-04-09
    10/03/2026 - 10/09/2026            | 2026-10-03 | 2026-10-10
    from 2026-04-08 to 2026-04-01      | 2026-04-01 | 2026-04-09
    from September to November         | 2026-09-01 | 2026-12-01
    Sept - Nov 2025                    | 2025-09-01 | 2025-12-01
    Sept–Nov 2025                      | 2025-09-01 | 2025-12-01
    from November to February          | 2025-11-01 | 2026-03-01
    Dec 2025 to Jan 2026               | 2025-12-01 | 2026-02-01
    from October 2025 to March         | 2025-10-01 | 2026-04-01
    from Oct 3 2025 to Oct 9           | 2025-10-03 | 2025-10-10
    Q1 to Q3                           | 2026-01-01 | 2026-10-01
    Q1-Q2 2025                         | 2025-01-01 | 2025-07-01
    from 2024 to 2025                  | 2024-01-01 | 2026-01-01
    from October to today              | 2026-10-01 | 2026-11-21
    from Oct 3 to now                  | 2026-10-03 | 2026-11-21
    from Monday to Wednesday           | 2026-11-16 | 2026-11-19
    Monday through Friday last week    | 2026-11-09 | 2026-11-14
    July and August                    | 2026-07-01 | 2026-09-01
    July, August and September         | 2026-07-01 | 2026-10-01
    yesterday and today                | 2026-11-19 | 2026-11-21
    first week of October              | 2026-10-01 | 2026-10-08
    second week of October             | 2026-10-08 | 2026-10-15
    last week of October               | 2026-10-25 | 2026-11-01
    last week of December              | 2025-12-25 | 2026-01-01
    last week of November              | 2025-11-24 | 2025-12-01
    first half of October              | 2026-10-01 | 2026-10-16
    second half of October             | 2026-10-16 | 2026-11-01
    first half of the month            | 2026-11-01 | 2026-11-16
    the first 10 days of October       | 2026-10-01 | 2026-10-11
    last 7 days of October             | 2026-10-25 | 2026-11-01
    last day of October                | 2026-10-31 | 2026-11-01
    first 3 months of 2026             | 2026-01-01 | 2026-04-01
    last 3 months of 2025              | 2025-10-01 | 2026-01-01
    first month of Q3                  | 2026-07-01 | 2026-08-01
    week 1 of October                  | 2026-10-01 | 2026-10-08
    week 5 of October                  | 2026-10-29 | 2026-11-01
    week 1 of last month               | 2026-10-01 | 2026-10-08
    October up to the 15th             | 2026-10-01 | 2026-10-16
    October through the 15th           | 2026-10-01 | 2026-10-16
    October until the 15th             | 2026-10-01 | 2026-10-16
    October 2025 up to the 15th        | 2025-10-01 | 2025-10-16
    November up to the 25th            | 2026-11-01 | 2026-11-26
    November 1 through 10              | 2026-11-01 | 2026-11-11
    from Sept 28 to the 3rd            | 2026-09-28 | 2026-10-04
    from Monday to the 18th            | 2026-11-16 | 2026-11-19
    until the 15th of October          | 2026-10-01 | 2026-10-16
    up to and including October 15     | 2026-10-01 | 2026-10-16
    costs through 15 October 2025      | 2025-10-01 | 2025-10-16
    until the 15th                     | 2026-11-01 | 2026-11-16
    until 2026-10-15                   | 2026-10-01 | 2026-10-16
    is October up to date              | 2026-10-01 | 2026-11-01
    `,
  );
});

describe("Friday 2026-11-20: spelling", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    lst mnth                           | 2026-10-01 | 2026-11-01
    last mnth                          | 2026-10-01 | 2026-11-01
    last monht                         | 2026-10-01 | 2026-11-01
    lsat week                          | 2026-11-09 | 2026-11-16
    this qtr                           | 2026-10-01 | 2026-11-21
    last quater                        | 2026-07-01 | 2026-10-01
    last yr                            | 2025-01-01 | 2026-01-01
    last 2 yrs                         | 2024-11-01 | 2026-11-01
    yesteday                           | 2026-11-19 | 2026-11-20
    yestreday                          | 2026-11-19 | 2026-11-20
    septmber                           | 2026-09-01 | 2026-10-01
    in ocotber                         | 2026-10-01 | 2026-11-01
    Febuary                            | 2026-02-01 | 2026-03-01
    previuos month                     | 2026-10-01 | 2026-11-01
    ths month                          | 2026-11-01 | 2026-11-21
    tihs month                         | 2026-11-01 | 2026-11-21
    Ths month                          | 2026-11-01 | 2026-11-21
    montly aws spend ths year          | 2026-01-01 | 2026-11-21
    this mont                          | 2026-11-01 | 2026-11-21
    last wekk                          | 2026-11-09 | 2026-11-16
    last 3 wekks                       | 2026-10-30 | 2026-11-20
    laast month                        | 2026-10-01 | 2026-11-01
    las month                          | 2026-10-01 | 2026-11-01
    lats week                          | 2026-11-09 | 2026-11-16
    laast 7 days                       | 2026-11-13 | 2026-11-20
    lastt Monday                       | 2026-11-16 | 2026-11-17
    yesterdya                          | 2026-11-19 | 2026-11-20
    this qurater                       | 2026-10-01 | 2026-11-21
    toady                              | 2026-11-20 | 2026-11-21
    LAST MONTH                         | 2026-10-01 | 2026-11-01
    *last month*                       | 2026-10-01 | 2026-11-01
    (last month)                       | 2026-10-01 | 2026-11-01
    “last month”?                      | 2026-10-01 | 2026-11-01
    `,
  );
});

describe("leap day, Tuesday 2028-02-29", () => {
  testPeriods(
    { today: "2028-02-29" },
    `
    today                              | 2028-02-29 | 2028-03-01
    this month                         | 2028-02-01 | 2028-03-01
    February                           | 2028-02-01 | 2028-03-01
    Feb 29                             | 2028-02-29 | 2028-03-01
    last month                         | 2028-01-01 | 2028-02-01
    last 12 months                     | 2027-02-01 | 2028-02-01
    last 30 days                       | 2028-01-30 | 2028-02-29
    this week                          | 2028-02-28 | 2028-03-01
    last week                          | 2028-02-21 | 2028-02-28
    last Tuesday                       | 2028-02-22 | 2028-02-23
    on Monday                          | 2028-02-28 | 2028-02-29
    Q1                                 | 2028-01-01 | 2028-04-01
    Q2                                 | 2027-04-01 | 2027-07-01
    H1                                 | 2028-01-01 | 2028-07-01
    H2                                 | 2027-07-01 | 2028-01-01
    March                              | 2027-03-01 | 2027-04-01
    YTD                                | 2028-01-01 | 2028-03-01
    29 February 2024                   | 2024-02-29 | 2024-03-01
    second half of February            | 2028-02-16 | 2028-03-01
    on the 30th                        | 2028-01-30 | 2028-01-31
    YTD 2027                           | 2027-01-01 | 2027-03-01
    `,
  );
});

describe("New Year's Day, Friday 2027-01-01", () => {
  testPeriods(
    { today: "2027-01-01" },
    `
    today                              | 2027-01-01 | 2027-01-02
    yesterday                          | 2026-12-31 | 2027-01-01
    this week                          | 2026-12-28 | 2027-01-02
    last week                          | 2026-12-21 | 2026-12-28
    this month                         | 2027-01-01 | 2027-01-02
    last month                         | 2026-12-01 | 2027-01-01
    month before last                  | 2026-11-01 | 2026-12-01
    this quarter                       | 2027-01-01 | 2027-01-02
    last quarter                       | 2026-10-01 | 2027-01-01
    this year                          | 2027-01-01 | 2027-01-02
    last year                          | 2026-01-01 | 2027-01-01
    last 3 months                      | 2026-10-01 | 2027-01-01
    last 7 days                        | 2026-12-25 | 2027-01-01
    January                            | 2027-01-01 | 2027-02-01
    December                           | 2026-12-01 | 2027-01-01
    Q1                                 | 2027-01-01 | 2027-04-01
    Q4                                 | 2026-10-01 | 2027-01-01
    Christmas                          | 2026-12-25 | 2026-12-26
    Black Friday                       | 2026-11-27 | 2026-11-28
    in October last year               | 2026-10-01 | 2026-11-01
    since the 1st                      | 2027-01-01 | 2027-01-02
    from Dec 28 to Jan 1               | 2026-12-28 | 2027-01-02
    `,
  );
});

describe("New Year's Eve, Thursday 2026-12-31", () => {
  testPeriods(
    { today: "2026-12-31" },
    `
    this month                         | 2026-12-01 | 2027-01-01
    this year                          | 2026-01-01 | 2027-01-01
    this quarter                       | 2026-10-01 | 2027-01-01
    last month                         | 2026-11-01 | 2026-12-01
    last year                          | 2025-01-01 | 2026-01-01
    December                           | 2026-12-01 | 2027-01-01
    January                            | 2026-01-01 | 2026-02-01
    this week                          | 2026-12-28 | 2027-01-01
    last Thursday                      | 2026-12-24 | 2026-12-25
    Cyber Monday                       | 2026-11-30 | 2026-12-01
    `,
  );
});

describe("Monday 2026-11-23", () => {
  testPeriods(
    { today: "2026-11-23" },
    `
    this week                          | 2026-11-23 | 2026-11-24
    last week                          | 2026-11-16 | 2026-11-23
    on Monday                          | 2026-11-16 | 2026-11-17
    last Monday                        | 2026-11-16 | 2026-11-17
    last Sunday                        | 2026-11-22 | 2026-11-23
    since Monday                       | 2026-11-16 | 2026-11-24
    this weekend                       | 2026-11-21 | 2026-11-23
    last weekend                       | 2026-11-21 | 2026-11-23
    Black Friday week                  | 2026-11-23 | 2026-11-30
    Black Friday                       | 2025-11-28 | 2025-11-29
    `,
  );
});

describe("Sunday 2026-11-22", () => {
  testPeriods(
    { today: "2026-11-22" },
    `
    this week                          | 2026-11-16 | 2026-11-23
    last week                          | 2026-11-09 | 2026-11-16
    last Sunday                        | 2026-11-15 | 2026-11-16
    on Monday                          | 2026-11-16 | 2026-11-17
    this weekend                       | 2026-11-21 | 2026-11-23
    last weekend                       | 2026-11-14 | 2026-11-16
    the week of Nov 22                 | 2026-11-16 | 2026-11-23
    `,
  );
});

describe("a fiscal year from July, 2026-11-20", () => {
  testPeriods(
    { today: "2026-11-20", fiscalYearStartMonth: 7 },
    `
    this fiscal year                   | 2026-07-01 | 2026-11-21
    this year                          | 2026-07-01 | 2026-11-21
    YTD                                | 2026-07-01 | 2026-11-21
    last fiscal year                   | 2025-07-01 | 2026-07-01
    this calendar year                 | 2026-01-01 | 2026-11-21
    FY2026                             | 2025-07-01 | 2026-07-01
    FY27                               | 2026-07-01 | 2027-07-01
    FY26 Q2                            | 2025-10-01 | 2026-01-01
    Q1                                 | 2026-07-01 | 2026-10-01
    Q2                                 | 2026-10-01 | 2027-01-01
    Q3                                 | 2026-01-01 | 2026-04-01
    H1                                 | 2026-07-01 | 2027-01-01
    Q2 last year                       | 2025-10-01 | 2026-01-01
    YTD 2026                           | 2025-07-01 | 2025-11-21
    quarter 2                          | 2026-10-01 | 2027-01-01
    in 2025                            | 2025-01-01 | 2026-01-01
    October last year                  | 2025-10-01 | 2025-11-01
    last quarter                       | 2026-07-01 | 2026-10-01
    `,
  );
});

describe("a fiscal year from February, 2027-01-15", () => {
  testPeriods(
    { today: "2027-01-15", fiscalYearStartMonth: 2 },
    `
    this quarter                       | 2026-11-01 | 2027-01-16
    last quarter                       | 2026-08-01 | 2026-11-01
    this year                          | 2026-02-01 | 2027-01-16
    FY2027                             | 2026-02-01 | 2027-02-01
    Q4                                 | 2026-11-01 | 2027-02-01
    last 2 quarters                    | 2026-05-01 | 2026-11-01
    `,
  );
});

describe("no period is read", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    Break down Azure costs by resource group | -
    forecast the cost by the end of the month | -
    what will we spend by the end of October | -
    until the end of this quarter      | -
    forecast next month                | -
    for the next 3 months              | -
    where will costs be in 60 days     | -
    snooze it until after Black Friday | -
    remind me before Friday            | -
    a report every Monday              | -
    past hour                          | -
    until Friday                       | -
    snooze it until October 15         | -
    a forecast until December 24       | -
    cost per week 10 rows              | -
    is the data up-to-date             | -
    is the data for AWS complete until the 18th | -
    version 1.20.2024                  | -
    the top 3 months                   | -
    compare 1-year vs 3-year reserved pricing | -
    show a line chart                  | -
    `,
  );
});

describe("words that are no time words", () => {
  testPeriods(
    { today: "2026-11-20" },
    `
    may I see the costs                | -
    May I see the costs                | -
    May costs be shown                 | -
    what may we spend                  | -
    costs went up and may rise         | -
    costs by service. May I see more   | -
    the second mar                     | -
    the Marchand service               | -
    costs that match                   | -
    merch team costs                   | -
    maths department                   | -
    early costs of the dairy team      | -
    on sundry services                 | -
    monday.com costs                   | -
    cost of us-east-1                  | -
    m5 and h100 instances              | -
    tag:october                        | -
    may-service costs                  | -
    october_batch job                  | -
    #today channel                     | -
    anomaly 42                         | -
    account 123456789012               | -
    top 5 services over $2025          | -
    a budget of 2025 USD               | -
    the 3rd account                    | -
    5 services over 30 days old        | -
    turn off dev on weekends           | -
    Wow, that is high                  | -
    Sun Microsystems                   | -
    ths team                           | -
    the team's cost                    | -
    week-planner costs                 | -
    this Monte Carlo run               | -
    list month costs                   | -
    the least months                   | -
    monty python                       | -
    the last weed                      | -
    new services                       | -
    good services in the eastern region | -
    CW costs                           | -
    h3 machines                        | -
    `,
  );
  test.each([
    ["top 5 October costs", "2026-10-01", "2026-11-01"],
    ["in October, 5 services", "2026-10-01", "2026-11-01"],
    ["us-east-2 costs for January 2025", "2025-01-01", "2025-02-01"],
    ["Marchand costs last month", "2026-10-01", "2026-11-01"],
    ["what may we spend in may", "2026-05-01", "2026-06-01"],
    ["29 Feb 2027", "2027-02-01", "2027-03-01"],
  ])("%s", (words, start, end) => {
    expect(readTime(words, { today: "2026-11-20" }).period).toEqual({ start, end });
  });
});

describe("how a period was said", () => {
  const clock = { today: "2026-11-20" };

  test.each([
    ["yesterday", "day", false, null],
    ["last 7 days", "rolling", false, null],
    ["last 3 months", "month", true, null],
    ["last week", "week", true, null],
    ["this week", "week", true, "2026-11-23"],
    ["this month", "month", true, "2026-12-01"],
    ["November", "month", true, "2026-12-01"],
    ["October", "month", true, null],
    ["January 2027", "month", true, null],
    ["Q4", "quarter", true, "2027-01-01"],
    ["YTD", "year", true, "2027-01-01"],
    ["H2", "half", true, "2027-01-01"],
    ["the week of Nov 18", "week", true, "2026-11-23"],
    ["since March", "range", false, null],
    ["Oct 1-15", "range", false, null],
    ["first week of October", "range", false, null],
    ["all time", "range", false, null],
    ["costs by service", null, false, null],
  ])("%s", (words, kind, calendar, fullEnd) => {
    const running = fullEnd !== null;
    expect(readTime(words, clock)).toMatchObject({ kind, calendar, running, fullEnd });
  });

  test("a unit's last day is still running", () => {
    expect(readTime("this month", { today: "2026-11-30" })).toMatchObject({
      period: { start: "2026-11-01", end: "2026-12-01" },
      running: true,
    });
  });

  test.each([
    ["what did we spend last month's end?", "last month"],
    ["costs from Oct 3 to Oct 9 by service", "from Oct 3 to Oct 9"],
    ["costs since the 1st", "since the 1st"],
    ["spend in lst mnth", "lst mnth"],
    ["costs by service", null],
  ])("the phrase of %s", (words, phrase) => {
    expect(readTime(words, clock).phrase).toBe(phrase);
  });
});

describe("what no calendar has", () => {
  test.each([
    ["cost on 31 February", "31 February"],
    ["the 30th of February 2026", "30th of February 2026"],
    ["cost on Feb 29 2027", "Feb 29 2027"],
    ["32 October", "32 October"],
    ["October 32", "October 32"],
    ["costs from 1 to 31 June", "31 June"],
    ["Feb 1-31", "Feb 1-31"],
    ["costs on the 32nd", "32nd"],
    ["spend in month 13 of 2026", "month 13 of 2026"],
    ["week 54", "week 54"],
    ["week 0 costs", "week 0"],
    ["week 53 of 2025", "week 53 of 2025"],
    ["week 6 of October", "week 6 of October"],
    ["quarter 5", "quarter 5"],
    ["Q5 costs", "Q5"],
    ["Q5 2026", "Q5 2026"],
    ["2026-02-30", "2026-02-30"],
    ["2026-13-01", "2026-13-01"],
    ["30/02/2026", "30/02/2026"],
    ["31.02.2026", "31.02.2026"],
    ["13/2026", "13/2026"],
  ])("%s", (words, impossible) => {
    expect(readTime(words, { today: "2026-11-20" }).impossible).toBe(impossible);
  });

  test.each([
    "cost on 29 February",
    "29 Feb 2028",
    "Oct 28 - Nov 3",
    "October 31 November 3",
    "from Feb 1 to 31 March",
    "top 45 October costs",
    "services over 45 October dollars",
    "October '45",
    "week 53 of 2026",
    "the month 20 services",
    "last month 20 services",
    "version 1.20.2024",
    "a Q5 instance",
    "10.31.2026",
  ])("%s is possible", (words) => {
    expect(readTime(words, { today: "2026-11-20" }).impossible).toBeNull();
  });
});

describe("billing periods", () => {
  test.each([
    ["what is on the October invoice", true],
    ["invoiced in October", true],
    ["the last invoices", true],
    ["what were we billed in October", true],
    ["what were we billed last month", true],
    ["billed cost in October", false],
    ["what were we billed for EC2 in October", false],
    ["costs by invoice issuer in October", false],
    ["October costs invoiced by AWS", false],
    ["costs in October", false],
  ])("%s", (words, billing) => {
    expect(readTime(words, { today: "2026-11-20" }).billing).toBe(billing);
  });
});
