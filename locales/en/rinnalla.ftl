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
date-empty = Give a date.
date-unknown = This is not understood as a date; type for example 6.2.2017, tue or wk 7.
date-no-such-day = There is no { $typed }; did you mean { $nearest }?
date-no-such-week = There is no week { $typed }; the year's last week is { $last }.
date-out-of-range = The year must be 1900–2199.

## Words

tier-own = own activity
tier-purchased_basic = purchased, basic
tier-purchased_tailored = purchased, tailored
tier-partnership = partnership
tier-general = open to everybody

kind-group = group
kind-course = course
kind-open = open activity
kind-individual = coaching
kind-workshop = workshop
kind-work_activity = work activity
kind-appointment = appointment day

mark-present = present
mark-late = late
mark-excused = excused
mark-no_show = no-show

episode-pending = pending
episode-open = open
episode-paused = paused
episode-closed = closed
episode-declined = not started

goal-active = active
goal-achieved = achieved
goal-partly = partly achieved
goal-not_achieved = not achieved
goal-dropped = dropped

responsible-client = client
responsible-worker = worker
responsible-provider = provider
responsible-joint = together

enrolment-waiting = waiting
enrolment-enrolled = member
enrolment-ended = ended
enrolment-withdrawn = left the queue

role-worker = worker
role-lead = team lead
role-admin = admin
role-auditor = auditor

due-goal-review = goal review
due-execution = execution at the latest
due-own-worker = no own worker named
due-register = register not marked
due-missed-twice = missed twice in a row
due-follow-up = come back to it

ground-law = law
ground-agreement = agreed
ground-practice = practice
ground-own = own follow-up

standing-planned = planned
standing-held = held
standing-not_held = cancelled
standing-closed = closed: { $reason }

holiday-new-year = New Year's Day
holiday-epiphany = Epiphany
holiday-good-friday = Good Friday
holiday-easter-sunday = Easter Sunday
holiday-easter-monday = Easter Monday
holiday-may-day = May Day
holiday-ascension = Ascension Day
holiday-pentecost = Pentecost
holiday-midsummer-eve = Midsummer Eve
holiday-midsummer-day = Midsummer Day
holiday-all-saints = All Saints' Day
holiday-independence = Independence Day
holiday-christmas-eve = Christmas Eve
holiday-christmas-day = Christmas Day
holiday-boxing-day = Boxing Day



## Errors

error-missing = There is no file: make one with ‘rinnalla init’, or check the path.
error-exists = Something is there already and is not replaced: choose another place with --db.
error-not-ours = This is not a file of Rinnalla and was left as it is: check the path.
error-newer = The file was made by a newer Rinnalla (file version { $detail }): update the program.
error-upgraded = A newer Rinnalla has upgraded the file: quit and start the updated program.
error-read-only = The file cannot be written: ask an admin for the right to write to it and its folder.
error-cannot-open = The file cannot be opened or made: check that the folder is there and that you have the right to use it.
error-old-sqlite = The program's SQLite { $detail } is too old to be trusted: install a newer Rinnalla.
error-busy = Somebody else has held the file for ten seconds: try again in a moment.
error-disk-full = The disk is full and nothing was saved: free some space and try again.
error-stale = Somebody else has changed this meanwhile and nothing was saved: open it again and make your change there.
error-gone = This is no longer there: go back to the list and refresh it.
error-full = There is no seat left: put the client in the queue or raise the number of seats.
error-register-closed = The register is closed: open it first with v on the roster, and say why.
error-ref-taken = Another client has this reference: give another one.
error-live-episode = The client has a live customership already: close it before you start a new one.
error-nothing-to-undo = There is nothing left to undo: this sitting's changes are undone, or others have built on them.
error-changed-since = The change cannot be undone because somebody has changed the same thing after it: correct it by hand.
error-refused = The rules of the file do not allow this and nothing was changed ({ $detail }): check what you entered.
error-damaged = The file is damaged: do not go on; restore a backup or ask an admin for help.
error-unexpected = The file could not be handled and nothing was saved ({ $detail }): try again, and tell an admin if it happens once more.



## Command line

help-usage = Usage:
help-commands = Commands:
help-arguments = Arguments:
help-options = Options:
command = Work management for a social rehabilitation team, in one file
command-init = Makes the file; who makes it becomes its first admin
command-find = Finds clients and activities
command-agenda = Shows the sessions of a week, cancelled ones and holidays too, or gives the programme to paper, screen or calendar
command-due = Shows what is late and what is coming
command-check = Checks that the file is sound
command-worker = The workers who may use the file
command-worker-add = Takes a worker in, or back, or changes the name or the role
command-worker-list = Lists the workers
command-worker-end = Ends a worker's access; the work stays in the file
argument-db = The file; else RINNALLA_DB, the server's file, or your own
argument-lang = The language: fi, sv or en; else the system's
argument-today = Another day than today, such as 2017-02-06
argument-help = Shows this help
argument-version = Shows the program's version
argument-format = How to print: table (the default), csv or json
argument-text = Pieces of a name, phone number or birth date
argument-week = The week, such as 6, ‘wk 6’ or 2017-W06; else this week
argument-from = The first day
argument-to = The last day; else a week on
argument-mine = Only mine, and what is the whole team's
argument-within = Only what is late or at most this many days off
argument-login = The user name in the system
argument-name = The name that colleagues see
argument-role = The role: worker (the default), lead, admin or auditor

usage-options = OPTIONS
usage-command = COMMAND
usage-no-such-command = There is no command ‘{ $typed }’: see them with ‘rinnalla --help’.
usage-no-such-argument = ‘{ $typed }’ does not belong here: add --help to see what does.
usage-missing = The command lacks { $argument }: add --help to see how it is written.
usage-value-missing = { $argument } needs a value: add --help to see how it is written.
usage-value-wrong = ‘{ $typed }’ will not do for { $argument }: add --help to see how it is written.
usage-not-one-of = ‘{ $typed }’ will not do for { $argument }. One of these: { $known }.
usage-conflict = { $one } and { $other } do not go together: leave one of them out.
today-wrong = --today: ‘{ $typed }’ is no day with its year. Write it as 2017-02-06 or 6.2.2017.

place-fixed = The program is installed for one shared file, so --db and RINNALLA_DB do not hold: leave them out.
place-none = There is no home folder: say where the file is with --db.
no-account = The system does not know your user name: ask whoever keeps the server for help.
not-a-worker = You are not a worker of this file: ask an admin to run ‘rinnalla worker add { $login }’.
output-failed = The output could not be written ({ $detail }): check that the disk has room.

init-done = The file { $path } is made, and { $name } ({ $login }) is its admin.
init-exists = The file { $path } is there already and is not replaced: open it with ‘{ $command }’.
demo-kept = The demo file is { $path }. Open it with ‘{ $command }’.
demo-exists = { $path } is there already and is not replaced: give --keep another name.
check-sound = The file is sound.
check-faults = The file has faults ({ $count }): keep a copy of it and restore the newest sound backup.
days-backwards = The last day is before the first: change them round.
list-empty = Nothing to show.
find-more = Showing { $shown } of { $total } hits: type more to narrow them.
found-client = client
found-activity = activity

worker-added = { $name } ({ $login }) may use the file now. Role: { $role }.
worker-changed = Changed: { $name } ({ $login }). Role: { $role }.
worker-left = { $name } ({ $login }) may no longer use the file.
worker-active = active
worker-ended = left
worker-there = { $login } is a worker of the file already: give a new name with --name or a new role with --role.
worker-unknown = { $login } is not a worker of the file: see the user names with ‘rinnalla worker list’.
worker-last-admin = { $login } is the only admin: first add another one with --role admin.
worker-not-allowed = This takes the rights of a team lead or an admin: ask an admin.
login-wrong = ‘{ $login }’ cannot be a user name: give the one that the worker logs in with.

column-activity = Activity
column-birth_date = Born
column-capacity = Seats
column-client = Client
column-date = Date
column-days_left = Days left
column-end = Ends
column-fault = Fault
column-login = User name
column-members = Members
column-name = Name
column-own_worker = Own worker
column-place = Place
column-role = Role
column-rule = Due
column-standing = Standing
column-start = Starts
column-state = State
column-type = Type
column-what = What
column-worker = Worker


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

## Moving about

today-title-mine = Today · mine
today-title-all = Today · everybody
today-sessions = Sessions today
today-no-sessions = No sessions today.
today-late = Late { $count }
today-week = This week { $count }
today-nothing-due = Nothing is due within a week.
today-pending = Service not begun { $count }
today-drafts = Left unfinished { $count }
clients-title = Clients · { $scope } · { $count }
clients-mine = mine
clients-all = all
visitor = visitor
groups-title = Groups and activities
services-title = Services and activities
roster-title = Roster
card-title = Client
help-title = Help: the keys on this screen
narrowed-by = · narrowed by:
sessions =
    { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    }
too-small = The window is too small. Make it at least { $columns } × { $rows }. Nothing is lost.
no-such-key = That key does nothing here. ? shows what you can do.
nothing-behind = This is the first screen. q quits.
paste-nowhere = There is nowhere to put pasted text. Open a form or the look-up first.
paste-cut = The pasted text was too long: its end was left out.
panicked = Rinnalla stopped because of a fault in the program. What was saved and the drafts are kept; start it again.
yes = yes
no = no

## Empty

empty-clients = Clients belong here. n adds the first one, o shows other lists.
empty-narrowed = Nothing matches. Esc shows everything again.
empty-activities = Groups, courses and open activities belong here. n adds one; rinnalla import activities FILE brings in a whole programme.
empty-reviews = Nothing of this is due. Show others: o whose, l of which kind.
empty-calendar = No sessions this week. < and > change the week, t comes back to this one.
empty-roster = Nobody is on the roster. Add a member or a visitor with n.
empty-roster-heads = Names are not asked. Enter the head count with #.

## Why not now

refuse-nothing-here = There is nothing to open on this line.
refuse-no-client = Choose a client first.
refuse-no-due-line = Choose a line with a date first.
refuse-no-draft = This line is no draft.
refuse-no-episode = The client has no live customership. a opens a new one.
refuse-no-review = Choose a goal with a review date first.
refuse-cancel-held = The session has marks, so it cannot be cancelled.
refuse-cancel-closed = The session is already off: a holiday or a closure day.
no-draft-here = This form keeps no draft.
only-field = There is only this one field.
roster-no-session = There is no session to mark this week. < and > change the week.
roster-not-held = The session does not take place: { $why }.
roster-future = The session of { $day } is still to come. Excused (e) can be marked already.
roster-nobody = Choose a person first.
roster-all-marked = Everybody shown is marked already.
roster-outside-spell = The person was no member on { $day }.

## Columns

column-born = Born
column-own-worker = Own worker
column-contact = Contact
column-kind = Kind
column-when = When
column-seats = Seats
column-waiting = Wait
column-rate = Rate
column-goal = Goal

## The client's card

aged = aged { $years }
non-disclosure = NON-DISCLOSURE: municipality and e-mail are hidden
card-next = Next
card-last = Last
card-goals = Goals
card-no-goals = No goals. t adds one.
card-enrolments = Groups and services
card-no-enrolments = No groups or services.
card-timeline = Timeline
card-episode = Customership
card-no-episode = No customership. a opens one.
card-own-worker = own worker { $name } since { $since }
card-own-worker-missing = own worker missing: w names one
card-review-on = review { $day }
card-no-review = no review date
card-reviewed = Review
card-hold-review = review the goal
card-new-episode = new customership
card-follow-up = → { $day } { $what }
card-follow-up-done = → { $day } { $what } (done)

## Roster

roster-visitor = { $name } (visitor)
roster-heads = + other visitors
roster-marked = marked { $marked }/{ $expected }
roster-open-card = client's card
roster-no-sessions = No sessions in these weeks. When: { $when }
mark-unmarked = unmarked

## Calendar and services

calendar-first = begins
calendar-restore = restore
days-open = days not set
from-day = from { $day }
every-weeks = every { $count } weeks
on-weekday-mon = Mondays
on-weekday-tue = Tuesdays
on-weekday-wed = Wednesdays
on-weekday-thu = Thursdays
on-weekday-fri = Fridays
on-weekday-sat = Saturdays
on-weekday-sun = Sundays
on-two-days = { $one } and { $other }
nth-weekday-mon = Monday
nth-weekday-tue = Tuesday
nth-weekday-wed = Wednesday
nth-weekday-thu = Thursday
nth-weekday-fri = Friday
nth-weekday-sat = Saturday
nth-weekday-sun = Sunday
nth-first = 1st
nth-second = 2nd
nth-third = 3rd
nth-fourth = 4th
nth-last = last
on-days-every = { $days } { $every }
every-weeks-in-full =
    { $count ->
        [2] every other week
       *[other] every { $count } weeks
    }
on-nth-day = { $nth } { $day } { $months }
of-months =
    { $count ->
        [1] of the month
        [2] of every other month
       *[other] every { $count } months
    }
on-nth-day-short = { $nth } { $day } of the month
every-months = every { $count } months
on-many-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
at-clock = at { $time }
from-clock = from { $time }
until-day = until { $day }
last-day-open = last day open
period-open = period open
not-on-days = not { $days }
not-on-many =
    { $count ->
        [one] except on { $count } day
       *[other] except on { $count } days
    }
also-on-days = also { $days }
also-on-many =
    { $count ->
        [one] and { $count } day more
       *[other] and { $count } days more
    }
on-holidays-too = on holidays, too
not-known = not known
booking-needed = by enrolment
booking-free = no enrolment
people-between = { $least }–{ $most } persons
people-most = at most { $most } persons
people-any = no limit
members-and-queue = members { $members }, waiting { $queue }
service-provider = Provider
service-place = Place
service-when = When
service-people = Seats
service-remarks = Remarks

## Look-up

look-up-title = Look-up
look-up-hits =
    Look-up · { $count ->
        [one] { $count } hit
       *[other] { $count } hits
    }
look-up-prompt = Look up
look-up-help = Type a piece of a name, telephone number or birth date, or of an activity's or a command's name.
look-up-nothing = No hits. Try a shorter piece of the name.
hit-activity = activity
hit-command = command

## Forms

saved = Saved. u undoes it.
draft-kept = The draft is kept: you find it on Today.
draft-found = The draft of { $at } has been filled in. Ctrl-X throws it away.
draft-found-stale = The record has changed since you opened it. Under each changed field it says what has happened. Check and save, or throw yours away with Ctrl-X.
draft-discarded = The draft is thrown away.
form-client-new = New client
form-client = Client's details
form-episode = Customership
form-own-worker = Own worker
form-goal-new = New goal
form-goal = Goal
form-review = Review
form-note-new = New note
form-note = Note
form-move = Move to another day
form-count = visitors without a name (empty: not counted)
form-cancel = The session does not take place
form-go-to-day = Go to a day
field-family-name = Family name
field-given-name = Given name
field-birth-date = Birth date
field-phone = Telephone
field-email = E-mail
field-address = Contact address
field-postcode = Postcode
field-municipality = Municipality
field-language = Service language
field-gender = Gender
field-education = Education
field-employment = Employment
field-household = Household
field-benefit = Benefit
field-bus-card = Bus card
field-non-disclosure = Non-disclosure
field-reference = Reference
field-pending-since = Pending since
field-referrer = Referred by
field-own-worker = Own worker
field-from = From
field-state = State
field-opened = Opened
field-closed = Closed
field-close-reason = Reason for closing
field-outcome = Outcome
field-goal-text = Goal, own words
field-target = Reached when
field-theme = Theme
field-responsible = Responsible
field-set-on = Set on
field-review-on = Review on
field-ended = Ended
field-assessment = Assessment
field-goal-state = State of the goal
field-next-review = Next review
field-held = Reviewed on
field-body = Note
field-channel = Contact type
field-follow-up-on = Follow up on
field-follow-up-what = What then
field-on-day = Day
field-day = Day
field-count = Count
field-reason = Reason
wrong-empty = This field has to be filled in.
wrong-number = Type a number from 0 to 9999, such as 12, or leave it empty.
wrong-future = That day is still to come. Give today's date or an earlier one.
wrong-before-set = That is before the day on which the goal was set.
wrong-ended-active = An active goal has no end date. Change the state or empty the day.
wrong-next-early = The next review has to be after this one.
wrong-follow-up-day = Give the day on which to come back to it.
episode-fault-step = This state cannot follow the present one.
episode-fault-opened-missing = Give the day on which the customership was opened.
episode-fault-opened-early = It cannot be opened before it became pending.
episode-fault-opened-pending = A pending one has no opening day. Choose the state open or empty the day.
episode-fault-closed-missing = Give the day on which it ended.
episode-fault-closed-early = It cannot end before it began.
episode-fault-closed-live = Only a closed one has an end date. Change the state or empty the day.
episode-fault-reason = Choose the reason for closing.
episode-fault-outcome = Choose where the client went.

## Actions

action-today-screen = Today
action-clients-screen = Clients
action-groups-screen = Groups
action-reviews-screen = Reviews
action-calendar-screen = Calendar
action-services-screen = Services
action-look-up = look up
action-help = help
action-undo = undo
action-refresh = refresh
action-back = back
action-quit = quit
action-up = up
action-down = down
action-page-up = page up
action-page-down = page down
action-first = to the top
action-last = to the end
action-next-pane = other pane
action-open = open
action-narrow = narrow
action-scope = change the list
action-new-client = new client
action-edit-client = edit client
action-open-card = card
action-new-note = note
action-episode = customership
action-own-worker = own worker
action-new-goal = new goal
action-done = done
action-move = move
action-discard = discard draft
action-earlier = week back
action-later = week on
action-this-week = this week
action-go-to-day = go to a day
action-previous-session = previous session
action-next-session = next session
action-present = present
action-late = late
action-excused = excused
action-no-show = no-show
action-clear = clear
action-rest-present = rest present
action-count-heads = head count
action-cancel = cancel session
action-next-field = next field
action-previous-field = previous field
action-choose = onward
action-save = save
action-leave = back, draft is kept
place-global = Everywhere
place-list = In a list
place-today = Today
place-clients = Clients
place-card = The client's card
place-groups = Groups
place-roster = Roster
place-reviews = Reviews
place-calendar = Calendar
place-services = Services
place-look-up = Look-up
place-help = Help
place-form = Forms
key-enter = Enter
key-esc = Esc
key-space = Space
key-tab = Tab
key-backtab = Shift-Tab
key-up = Up
key-down = Down
key-left = Left
key-right = Right
key-pgup = PgUp
key-pgdn = PgDn
key-home = Home
key-end = End
key-del = Del
key-backspace = Backspace

## Undo

undone = Undone: { $what }
undone-client = the client's details
undone-episode = the customership
undone-assignment = the own worker
undone-goal = the goal
undone-review = the review
undone-note = the note
undone-session = the session
undone-attendance = the mark
undone-enrolment = the enrolment
undone-other = the last change
offer-file = There is no file { $path }. Make a new one?
no-terminal = The program needs a terminal. Without one the commands work: rinnalla --help
dumb-terminal = This terminal (TERM=dumb) cannot show a screen. Use another one, or the commands: rinnalla --help
command-demo = Opens a made-up caseload around a real programme
command-import = Brings in clients, activities, enrolments or attendance from a CSV file, or courses from a calendar
command-keys = Shows every key
argument-keep = Writes the file and ends
argument-seed = Another caseload
argument-what = clients, activities, enrolments, attendance or calendar
argument-file = A CSV file, UTF-8, with commas or semicolons; .ics as a calendar
argument-dry_run = Checks and says what would change; changes nothing
column-keys = Keys
column-action = Action
scope-mine-all = mine/all
scope-next = show { $scope }
column-where = Where
wrong-before-own-worker = The present own worker was named only after that day.
error-over = The customership is over, so nothing can be added to it: open a new one on the client's card (a).

wrong-identity-code = This looks like a personal identity code. Give the team's own reference, such as 2017-014.
wrong-before-last = The customership before this one ended only on { $day }.
wrong-before-mark = The client has a mark on { $day }. Give that day or a later one.
wrong-past = That day has passed. Give a coming day, or the year if you mean the next.
wrong-no-year = Give the year, too, such as 6.2.1985.
go-there = go there
saving = Still saving; wait a moment.
new-line = new line
no-choice-here = There is nothing to choose in this field: type.
action-other-choice = another choice
action-undo-typing = undo typing
in-the-file = in the file: { $value }
refuse-episode-over = The customership is over; its goals are not changed any more.
form-episode-new = New customership
roster-future-heads = The session of { $day } is still to come.
undone-whom = Undone: { $what }, { $whom }
days-today = today
cancelled-count = , off { $count }
today-empty = Begin here: n adds the first client, and on screen 3 it adds a group. rinnalla import activities FILE brings in a whole programme. ? shows every key.
look-up-nothing-number = No hits. Try a few digits in a row.
episode-closed-with = Saved; places in groups and queues ended: { $count }. u undoes it.
changed-by-colleague = a colleague has changed this meanwhile
wrong-phone = A telephone number needs digits, such as 040 123 4567.
wrong-known-client = There is a client of this name and birth date already. If this is somebody else, save again; otherwise Esc and look up (/).
enrolment-offered = seat offered
error-already-in = The client is already in or in the queue, or was still in on that day: choose a later first day, or go on from what there is.
error-others-wait = Others have waited longer: say why this one goes before them.
error-marks-outside = The person has marks on the other side of that day, and the past is not changed: choose another day, or take the mark away first.
error-slot-taken = The time is taken, or the person has another time that day: choose another time.
due-register-close = register not closed
due-offer = seat offer lapses
due-free-seat = a free seat and a queue
form-absence = Announced absence
field-away-from = Away from
field-away-to = Away until
field-away-reason = Reason, if told
wrong-ends-before = Ends before it begins: check the days.
wrong-names-another = The text seems to name another person of the group ({ $name }). The note stays with this client: take the name out, or save again if it means something else.
absence-saved = The absence is noted and shows on every roster.
form-close = Close the register
close-unmarked = { $count } unmarked: { $names }
close-stay-unmarked = stay unmarked
field-rest = The unmarked
action-close-register = close the register
roster-reopen = reopen the register
register-closed = The register is closed.
form-reopen = Reopen the closed register
field-why = Why
register-reopened = The register is open. The correction shows in the log.
form-remark = Note on the session
remark-no-names = The note is about the session, not about a person: write no names.
field-remark = Note
form-extra = Extra session
form-withdraw = Out of the queue
form-end-spell = End the membership
spell-withdrawn = The client is out of the queue.
spell-ended = The membership is ended. Past marks stay.
form-spell = Membership
field-spell-goal = What it is for
form-offer = Offer a seat
form-seat = Take in as a member
form-put-first = Put first in the queue
queue-others-wait = Others are before this one in the queue. Say why this one goes before them.
field-ahead = Why before the others
field-offer-until = Holds until
queue-offered = The seat is offered. Its day shows on Today.
queue-seated = The client is now a member.
queue-put-first = The client is first in the queue.
form-enter-new = New person
enter-full = The seats are full ({ $seats }), { $waiting } waiting: who wants to become a member goes last in the queue.
enter-others-wait = { $waiting } waiting. Without a reason, who wants to become a member goes last in the queue.
enter-member = as a member
enter-member-full = as a member (full: to the queue)
enter-visitor = only this once (visitor)
enter-queued = to the queue
field-enter-as = Comes
field-member-from = Member from
entered-member = { $name } is now a member.
entered-queued = { $name } is number { $place } in the queue.
entered-visitor = { $name } is marked present as a visitor.
form-note-roster = Note from the group
action-newcomer = newcomer
action-announce = announced absence
action-end-spell = end the membership
action-edit-spell = membership
action-session-note = note on the session
action-extra-session = extra session
action-paper = paper list
action-queue = queue
action-offer = offer a seat
action-put-first = put first
action-join-group = to a group or queue
place-queue = Queue
place-pick = Choosing a person
roster-announced = told: away { $days }
roster-remark = On the session
roster-room = in the room { $present }/{ $seats }
roster-is-closed = register closed
roster-cancel = not held
roster-only-visits = The person is a visitor, not a member: Del takes the mark away.
roster-rest = Marked present: { $marked }.
roster-rest-excused = Marked present: { $marked }. Excused as announced: { $excused }.
queue-count = { $count } waiting
queue-title = Queue
seats-free = { $count } free
seats-offered = { $count } offered
queue-offer-until = offered until { $day }
queue-offer-lapsed = lapsed { $day }
queue-ahead = ahead: { $reason }
queue-nobody = Nobody is waiting. Add somebody with n.
queue-no-seat = The seats are full: one can be offered when somebody leaves.
queue-first-already = The client is first already.
queue-add = add to the queue
action-seat = take in
queue-take-back-offer = take the offer back
queue-put-back = back to own place
action-withdraw = out of the queue
column-phone = Phone
column-since = Since
empty-queue = Nobody is waiting. Add somebody with n.
pick-title = Who comes: { $what }
pick-new = + Somebody new: { $name }
pick-there = already on the list
pick-there-already = The person is on the list already.
pick-help = Type a few letters of the name.
refuse-no-spell = Choose a group or an announced absence first.
card-no-absence = comes after all
card-offer = seat until { $day }
groups-choose = Where to: { $name }
groups-choose-this = choose this
today-notice = To look at { $count }
due-line-done = Done. u undoes it.
due-free-seats = { $free } free, { $waiting } waiting
file-written = The list is in the file { $path }. Destroy it when it is no longer needed.
file-not-written = The file could not be written into your home folder: see that there is room and that you may write there.
error-name-taken = There is an activity of this name already: give another name, or open that one in the list and edit it.
undone-activity = the activity
undone-series = the activity's times
action-new-activity = new activity
action-edit-activity = edit activity
form-activity-new = New activity
form-activity = Activity
field-name = Name
field-kind = Kind
field-tier = Tier
field-weekdays = Weekdays
field-starts-at = Starts at
field-ends-at = Ends at
field-first-day = First day
field-last-day = Last day
field-every = Every n weeks / months
field-times = Or so many times
field-repeats = Repeats
field-not-on = Does not meet on
field-skip-holidays = Holidays left out
repeats-weekly = weekly
repeats-first = first one of the month
repeats-second = second one of the month
repeats-third = third one of the month
repeats-fourth = fourth one of the month
repeats-last = last one of the month
wrong-one-weekday = What repeats monthly has one weekday: tue, for instance.
wrong-times = Type the number of sessions, { $most } at most, or leave it empty.
wrong-times-before = There have been { $count } sessions already. Give a larger number, or the last day.
wrong-not-on = { $day } is no coming day on which it meets. Type only days that are left out: 21.2. 28.2.
activity-days-more = The extra days stay: { $days }
field-place = Place
field-lead = Leader
field-capacity-max = Members at most
field-capacity-min = Members at least
field-seats = Seats in the room
field-slot-minutes = Appointment, minutes
field-counts-only = Only heads are counted
field-needs-booking = Needs booking
field-provider = Provider
field-partner = Partner
field-remarks = Remarks
wrong-time = This is not understood as a time; type 10, 10.30 or 1030, for instance.
wrong-time-order = The end must be after the start.
wrong-no-start = Give the time of the start, too.
wrong-weekdays = These are not understood as weekdays; type tue thu or mon–fri, for instance.
wrong-no-weekdays = Give the weekdays, too: tue thu, for instance.
wrong-every = Type a number from 1 to 52: 1 is every week or month, 2 every other.
wrong-no-first-day = Give the first day, too: weeks, months and sessions are counted from it.
wrong-last-before-first = The last day is before the first.
wrong-people = Type a number from 1 to 9999. If there is no limit, leave it empty.
wrong-minutes = Type the minutes, from 5 to 480. Empty is 30.
wrong-most-below-least = This is less than the least, { $least }.
wrong-most-below-members = There are { $members } members already. Give at least that many, or end memberships first.
activity-days-kept = The days are given one by one or in several periods, and are not changed here: { $when }.
saved-from-today = Saved. The times change from today on, past sessions do not. u undoes it.
refuse-no-activity = Choose an activity first.
import-no-session = There is no session on { $found }. The nearest ones: { $days }.
import-no-session-at-all = There is no session on { $found }. Check the day and the activity.
import-no-such-start = No session of that day starts at { $found }. One of these: { $known }.
import-start-needed = There are several sessions that day. Write when it starts, one of these: { $known }.
import-other-end = The session ends at { $end }. Correct the time or leave it empty.
import-cancelled = The session of { $found } is cancelled. If it was held, restore it in the calendar first.
import-on-holiday = { $found } is a holiday ({ $holiday }), and the session is not held. Check the day.
import-shut = The team is shut on { $found } ({ $reason }), and the session is not held. Check the day.
import-register-closed = The register of { $found } is closed and does not say what this line says. Ask your team lead to open it, or take the line out.
import-future-mark = { $found } lies ahead. Beforehand a client can only be marked excused.
import-count = “{ $found }” will not do. Write a number from 0 to 9999.
import-nobody-marked = The line does not say whom it is about. Write a client's reference and a mark, or a head count alone.
import-name-and-heads = The line has both a client and a head count. Write them on lines of their own.
import-heads-twice = The head count of this session is on line { $line } already.
paper-away = away
paper-legend-away = “away” in print: the client has told beforehand.
command-roster = Shows who is on an activity's roster in a week, and the marks, or makes a paper list
argument-activity = The activity's name, or pieces of it
argument-paper = A list for paper: first names and boxes, on A4 pages
roster-no-such = No activity matches “{ $typed }”. Try a shorter piece of the name.
roster-which = “{ $typed }” does not name one activity only. Write one of these names:
roster-empty-week = No sessions in { $week }. When: { $when }
roster-nothing-to-print = There is no session this week to make a list of: choose another week (< >).
programme-title = Weekly programme
programme-week = Week { $number } · { $dates }
programme-mon = Monday
programme-tue = Tuesday
programme-wed = Wednesday
programme-thu = Thursday
programme-fri = Friday
programme-sat = Saturday
programme-sun = Sunday
programme-open = open to all
programme-off = CANCELLED:
programme-no-days = Nothing on: { $days }
programme-nothing = Nothing on this week.
programme-more = … and { $count } more; ask the staff.
argument-print = The weekly programme for clients: one A4 page of text
argument-html = The weekly programme for clients: one A4 page as HTML, for screens too
argument-own = Only those that I lead
argument-ics = The whole programme for other calendars (iCalendar)
import-calendar-not-calendar = The file is not an iCalendar calendar. Export the calendar as .ics and bring that in.
import-calendar-too-big = The file is too large: at most 10 MB. Export a shorter time of the calendar.
import-calendar-long-line = The line is too long for a calendar. Export the calendar again.
import-calendar-bad-line = This is not a line of a calendar. Export the calendar again or correct the line.
import-calendar-unclosed = A part begins here without an end, or ends without a beginning: the file is broken. Export the calendar again.
import-calendar-too-many = There are more than { $found } events. Export a shorter time of the calendar.
import-event-missing = “{ $event }”: { $found } is missing. Add it in the calendar and export again.
import-event-too-long = “{ $event }”: { $found } is too long, at most 500 letters.
import-event-twice = “{ $event }”: the same event (UID) is already on line { $found }. Remove one of them.
import-event-time = “{ $event }”: “{ $found }” is not a day or time that can be kept. Correct it in the calendar.
import-event-zone = “{ $event }”: the time zone “{ $found }” is not known. Use Europe/Helsinki in the calendar.
import-event-zone-shifts = “{ $event }”: its time is in the zone { $found }, so that the hour in Finland would change within the series. Use Europe/Helsinki.
import-event-rule = “{ $event }”: the repetition “{ $found }” cannot be kept. It can be weekly, or monthly on a weekday, and the first day must be one of its days. Other days can be listed one by one.
import-event-other-time = “{ $event }”: the session “{ $found }” is at another hour than its series. Correct it in the calendar or make it an event of its own.
import-event-overnight = “{ $event }”: the event does not end on the same day ({ $found }). Split it into days in the calendar.
import-event-ends-before-start = “{ $event }”: its end “{ $found }” is before its start. Correct the time in the calendar.
import-event-no-series = “{ $event }”: an exception from a series that is not in the file (UID { $found }). Export the whole calendar.
import-event-no-such-day = “{ $event }”: the exception is for the session “{ $found }”, which the series does not have or which has an exception already.
import-event-range = “{ $event }”: the change is for all later sessions too ({ $found }), which cannot be kept. Split the series in two in the calendar.
import-event-too-many-days = “{ $event }”: it has more than { $found } single days. Split the event into several.
import-event-own-timetable = “{ $event }”: the activity of that name already has timetables of its own, and it is not plain which of them this is. End those or give the event another name.
import-event-own-export = “{ $event }”: the event went out from this very file. Change it here.
import-note-new = new
import-note-changed = changes
import-note-cancelled = cancelled altogether
import-note-vanished = not in the file, left as it was
import-note-otherwise = here not as in the file, left as it was
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
action-previous-day = previous day
action-next-day = next day
action-switch-view = another view
action-edit-session = edit session
action-shut-day = team shut
action-clashes = clashes
place-month = Month
place-clashes = Clashes
view-week = week
view-month = month
view-day = day
view-term = term
calendar-view = view: { $next }
calendar-term = Term
calendar-mine = mine
calendar-month-back = month back
calendar-month-on = month on
calendar-day-back = day back
calendar-day-on = day on
calendar-today = today
calendar-open-day = team open after all
calendar-eve = { $name } (eve)
calendar-term-has-no-day = The term has no day: v goes on to the week.
column-first = First
column-last = Last
column-times = Times
term-open = open
clashes-title = Clashes
clash-lead = same leader
clash-place = same place
clash-clients = { $count ->
    [one] 1 client in both
   *[other] { $count } clients in both
}
empty-clashes = No clashes in this time.
form-session = Edit session
session-is-held = The session has marks already: its day and time stay, the place and the leader can be corrected.
scope-this-one = only this one
scope-from-this-on = from this one on
scope-all-coming = all coming ones
field-scope = What changes
wrong-monthly-day = The day of a monthly series cannot be moved like this: edit the activity (Groups, e).
session-series-saved = Saved. Past sessions do not change. u undoes it.
form-shut = The team is shut
undone-absence_notice = the announced absence
action-book = book
action-free-slot = free the appointment
place-slots = Appointments
form-book-new = New person, appointment
book-later = The time that was being booked may be somebody else's by now. This saves the person; the appointment is booked on the list of the day.
slot-booked = The appointment is booked. u undoes it.
slot-freed = The appointment is free again. u undoes it.
slot-at = { $day } at { $time }
error-marked = The person already has a mark at this session, so the appointment cannot be freed: take the mark away first, on the list of the day (Del).
pick-booked = has an appointment
pick-booked-already = The person already has an appointment that day.
slots-title = Appointments
slots-looking = Appointment: { $name } · { $activity }
slots-no-sessions = There are no days of appointments in these weeks. Days: { $when }. F2 edits the activity, o adds one day.
slots-other-kind = The activity is no longer a day of appointments, so none are booked. F2 edits the activity.
slots-times-open = The hours are still open, so nothing can be booked. F2 edits the activity: give the time when it starts and ends.
slots-too-short = The session is shorter than one appointment ({ $minutes } min), so there are none. F2 edits the activity.
slots-taken = This time is taken: choose a free one.
slots-has-one = { $name }: has an appointment on this day already.
slots-free-already = There is no appointment here to free.
slots-nobody = This time is free. Book it first with n.
slot-free = free
slot-outside = no longer a time
slot-without = no appointment
column-time = Time
column-mark = Mark
undone-booking = appointment
slots-times-were-open = The hours were left open, so there are no appointments: a day that has been is given none any more.
people-by-appointment = appointments of { $minutes } minutes
field-contact = Contact
field-enrol-how = How to join
field-price = Price
field-needs-decision = Needs a decision
field-valid-from = Valid from
field-valid-to = Valid until
field-agreed-from = Agreed from
field-agreed-to = Agreed until
field-agreed-hours = Agreed hours
field-agreed-persons = Agreed persons
wrong-agreed = Type a number from 1 to 99999. If nothing was agreed, leave it empty.
service-kind = Kind
service-theme = Theme
service-partner = Partner
service-enrol = How to join
service-contact = Contact
service-decision = Decision
service-price = Price
service-bus-card = Bus card
service-valid = Valid
service-recommended = Recommended
service-agreed = Agreed period
service-hours = Agreed hours
service-persons = Persons
directory-coming = to come
directory-ended = ended
directory-decision = by decision
directory-roster = participants
valid-not-yet = not valid yet
valid-no-more = no longer valid
decision-needed = needed
not-marked = not marked
bus-card-given = the client gets a bus card
agreed-hours = { $hours } hours
agreed-used = used { $used }
agreed-left = left { $left }
agreed-over = { $over } more than agreed
services-choose = Recommend a service: { $name }
services-choose-this = recommend this
recommended = Recommended: { $service }. u undoes it.
recommended-already = { $service } has been recommended to the client today already: nothing changed.
card-recommended = recommended: { $service }
action-recommend = recommend a service
column-provider = Provider
place-service = Service
undone-recommendation = the recommendation
due-purchased-period = agreed period ends
recommended-to =
    { $count ->
        [0] to nobody yet
        [one] to { $count } client
       *[other] to { $count } clients
    }
roster-spell-over = The membership is over already. n begins a new one.
field-non-disclosure-until = Non-disclosure ends
field-final-waiver = Why no final review
episode-fault-final = The final review is missing. Hold it first, or choose why there is none.
error-settled = This is over already: it can be changed only as a correction with a reason.
error-no-final-review = The final review is missing: hold it first, or say why there is none.
due-plan-review = plan review
due-decision-ending = decision ends
due-urgent = urgent, not assessed
due-no-contact = no contact for weeks
due-final-review = final review not held
due-non-disclosure = non-disclosure ends
due-why-goal-review = The day of the review was agreed on with the client.
due-why-plan-review = The plan says when it is gone through (SHL 39 §: when needed).
due-why-decision-ending = The decision holds until { $since }, and no other one has replaced it.
due-why-execution = Pending since { $since }: the service has to begin within three months.
due-why-urgent = An urgent need, pending since { $since }: it has to be assessed at once.
due-why-own-worker = The customership began on { $since }: the client is to have an own worker.
due-why-register = The session was on { $since }, and not everybody has a mark.
due-why-register-close = The session was on { $since }: everybody has a mark, but the register is open.
due-why-missed-twice = Two absences without a word, the last on { $since }, and no contact since.
due-why-offer = The seat is kept until { $since }; then it is free for the next one.
due-why-free-seat = A seat has been free and somebody has been waiting since { $since }.
due-why-purchased-period = The service was agreed on until { $since }, and clients are in it or wait for it.
due-why-no-contact = The last note, visit or review was on { $since }; the team's limit is reached.
due-why-final-review = The last service ended on { $since }, and there has been no final review.
due-why-non-disclosure = The non-disclosure holds until { $since }; to go on, it has to be applied for before.
due-why-follow-up = In a note, a worker decided to come back to it.
ground-decision = decision
due-with-outer = { $what } (outer limit { $day })
due-outer = The day is no weekday: the outer limit is { $day }.
due-put-off = Put off until { $day } ({ $by }): { $reason }
due-was-put-off = Was put off until { $day } ({ $by }): { $reason }
due-mine = mine
due-team = the whole team
due-unassigned = nobody's
due-every-kind = every kind
due-by-person = by name
due-by-day = by day
due-away = put off
due-not-away = show the others
due-woken = Back on the list. u undoes it.
reviews-title = Reviews · { $shown } · { $count }, late { $late }
empty-put-off = Nothing is put off. z shows the others.
refuse-not-put-off = This is not put off. z shows what is.
form-snooze = Put off
field-snooze-until = Back on the list
field-snooze-reason = Reason
wrong-snooze-day = The day has to be a coming one, tomorrow at the earliest.
snooze-law = This only hides the line: the day is in law ({ $source }) and does not move.
snooze-saved = Put off. u undoes it; what is put off: 4 and z.
card-due = What is due
column-next = Next
action-due-kind = kind
action-due-order = order
action-put-off = put off
action-wake = back on the list
undone-snooze = putting off
column-outer = Outer limit
column-snoozed = Put off until
argument-unassigned = Only those that have no worker
argument-due_kind = Only the kind law, decision, agreement, practice or own
argument-due_ics = One's own due dates as a calendar (iCalendar): initials, no names
