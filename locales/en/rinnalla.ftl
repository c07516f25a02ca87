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




## Import




## Screens

