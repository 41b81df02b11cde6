// Mends two things of django-recurrence's widget in the page editor. It writes a day as a moment in UTC, which in
// summer is the day before; and it changes its field without telling anybody, so that nothing is saved by itself.

const MOMENT = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/g;
const two = (number) => String(number).padStart(2, "0");

function asDay(_, year, month, ...rest) {
  const picked = new Date(Date.UTC(year, month - 1, ...rest));
  return `${picked.getFullYear()}${two(picked.getMonth() + 1)}${two(picked.getDate())}`;
}

const { recurrence } = window;
const serialize = recurrence.serialize;
recurrence.serialize = (data) => serialize(data).replace(MOMENT, asDay);

const update = recurrence.widget.Widget.prototype.update;
recurrence.widget.Widget.prototype.update = function (...given) {
  update.apply(this, given);
  for (const kind of ["input", "change"]) {
    this.textarea.dispatchEvent(new Event(kind, { bubbles: true }));
  }
};
