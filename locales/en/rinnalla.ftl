### Rinnalla in English.

## Days

weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
week = wk { $number }
days = { $count } d
time-open = time open



## Errors




## Command line




## Import

import-done = { $file }: { $added } added, { $changed } changed, { $unchanged } as before.
import-rehearsed = { $file }: { $added } would be added, { $changed } changed, { $unchanged } are as before. Nothing was saved.
import-refused = { $file }: { $count ->
    [one] one fault
   *[other] { $count } faults
 }, nothing was saved.
import-more = … and { $count } more.
import-unreadable = The file { $file } cannot be read. Check the path and its permissions.
import-at-line = { $file }, line { $line }: { $what }
import-at-cell = { $file }, line { $line }, column { $column }: { $what }
import-not-utf8 = The file is not UTF-8 text. Save it from the spreadsheet as CSV UTF-8.
import-no-headings = The file is empty. Its first line should have the headings of the columns.
import-unknown-heading = Unknown heading. The columns are: { $known }.
import-heading-twice = The same column is in the file twice.
import-missing-column = A required column is missing.
import-cell-count = The line has { $cells } columns, there are { $headings } headings.
import-missing = This has to be filled in.
import-date = “{ $found }” is no day. Write 6.2.2017 or 2017-02-06.
import-future = { $found } lies ahead. Write a day that has been, or today.
import-time = “{ $found }” is no time of day. Write 14.00 or 14:00.
import-number = “{ $found }” will not do. Write a whole number, at least 1.
import-yes-no = “{ $found }” will not do. Write yes or no.
import-weekday = “{ $found }” are no weekdays. Write for example mon tue or MO TU.
import-choice = “{ $found }” will not do. One of these: { $known }.
import-twice = “{ $found }” is on line { $line } already.
import-identity-code = This looks like a personal identity code. Use the team's own reference, such as 2017-001.
import-no-such-client = There is no reference “{ $found }”. Import the clients first.
import-no-such-activity = There is no activity “{ $found }”. Import the activities first, and write the name in exactly the same way.
import-no-such-worker = There is no worker “{ $found }”. Write the login or the name: { $known }.
import-ends-before-start = This is before { $first }, the day on which it begins.
import-time-order = The end is not after the start.
import-days-two-ways = The line has both weekdays and dates. Leave one of them empty.
import-outside-series = { $day } is not between the first and the last day.
import-most-below-least = The most is below the least, { $least }.
import-most-below-members = There are { $members } members already. There have to be at least as many seats.
import-full = There are { $seats } seats, and they are taken. Use the state waiting.
import-no-such-step = The customership can no longer move to this state. A client who returns gets a new one.
import-opened-missing = The day on which it was opened is missing.
import-opened-before-pending = It was opened before it became pending.
import-opened-while-pending = What is pending has no day of opening. Leave it empty or change the state.
import-closed-missing = The day on which it was closed is missing.
import-closed-before-start = It was closed before it began.
import-closed-while-live = There is a day of closing, but the state is not closed. Correct one of them.
import-reason-missing = The reason for closing is missing.
import-outcome-missing = The outcome is missing.
import-live-episode = The client has a customership already, pending since { $since }. Close that one first.
import-before-last-closed = The last customership was closed only on { $closed }.
import-spell-needs = In this state it has to be filled in.
import-spell-has-not = In this state it has to be empty.
import-spell-end = The day does not fit the state: a member's last day lies ahead, a former member's behind.
import-no-way-back = There is no way back to this state. Who returns begins a new spell: write a new first day.
import-live-spell = The client “{ $found }” is in this activity already, or waiting for it.
import-overlap = The client was in this activity at the same time already.



## Screens

