/** A day of the calendar; weekdays count from Monday, 1, to Sunday, 7. */
export interface CalendarDay {
  readonly day: number;
  readonly weekday: number;
  /** How many days its month has. */
  readonly lastDay: number;
}

export type DayRule = (day: CalendarDay) => boolean;

const friday = 5;
const monday = 1;

/** `L-3` is the third last but one; `L` is `L-0`. */
export function lastDay(distance: number): DayRule {
  return ({ day, lastDay: last }) => day === last - distance;
}

/** `LW`: the last from Monday to Friday. */
export const lastWorkday: DayRule = ({ day, weekday, lastDay: last }) =>
  (day === last && weekday <= friday) || (weekday === friday && last - day <= 2);

/** `15W`: the day from Monday to Friday that is nearest to the 15th, in the same month. As in Spring, none may be. */
export function workdayNearest(wanted: number): DayRule {
  return ({ day, weekday, lastDay: last }) => {
    if (wanted > last) return false;
    if (day === wanted) return weekday <= friday;
    if (weekday === friday) return day === wanted - 1;
    return weekday === monday && (day === wanted + 1 || (wanted === 1 && day === 3));
  };
}

/** `5L`: the last Friday of the month. */
export function lastOfMonth(wanted: number): DayRule {
  return ({ day, weekday, lastDay: last }) => weekday === wanted && last - day < 7;
}

/** `5#2`: the second Friday of the month. */
export function nthOfMonth(wanted: number, nth: number): DayRule {
  return ({ day, weekday }) => weekday === wanted && Math.ceil(day / 7) === nth;
}
