### Rinnalla på svenska.

## Dagar

weekday-mon = må
weekday-tue = ti
weekday-wed = on
weekday-thu = to
weekday-fri = fr
weekday-sat = lö
weekday-sun = sö
week = v { $number }
days = { $count } dgr
time-open = tid öppen



## Fel




## Kommandoraden




## Import




## Vyer

