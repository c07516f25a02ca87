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
kind-individual = individual coaching
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
error-register-closed = The register is closed and no longer changes: ask your team lead to open it.
error-ref-taken = Another client has this reference: give another one.
error-live-episode = The client has a live customership already: close it before you start a new one.
error-nothing-to-undo = There is nothing to undo: nothing has been changed in this sitting.
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
command-agenda = Shows the sessions of a week, cancelled ones and holidays too
command-due = Shows what is late and what is coming
command-check = Checks that the file is sound
command-worker = The workers who may use the file
command-worker-add = Takes a worker in, or back
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

place-fixed = The program is installed for one shared file, so --db and RINNALLA_DB do not hold: leave them out.
place-none = There is no home folder: say where the file is with --db.
no-account = The system does not know your user name: ask whoever keeps the server for help.
not-a-worker = You are not a worker of this file: ask an admin to run ‘rinnalla worker add { $login }’.
output-failed = The output could not be written ({ $detail }): check that the disk has room.

init-done = The file { $path } is made, and { $name } ({ $login }) is its admin.
check-sound = The file is sound.
check-faults = The file has faults ({ $count }): keep a copy of it and restore the newest sound backup.
days-backwards = The last day is before the first: change them round.
list-empty = Nothing to show.
find-more = Showing { $shown } of { $total } hits: type more to narrow them.
found-client = client
found-activity = activity

worker-added = { $name } ({ $login }) may use the file now.
worker-left = { $name } ({ $login }) may no longer use the file.
worker-active = active
worker-ended = left
worker-there = { $login } is a worker of the file already: there is nothing to do.
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
column-ground = Ground
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




## Screens

