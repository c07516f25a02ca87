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




## Screens

