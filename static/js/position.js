// "Near me": asks the device where it is when the button is pressed, and asks the calendar for what is near there,
// rounded to about a mile. Nothing is stored. Without JavaScript there is no such button, and a town does it.

const PLACES = 2; // As in events/near.py
const WAIT = 10_000; // ms

function prepare(button) {
  const form = button.form;
  const failed = form.querySelector("[data-position-failed]");

  function ask() {
    failed.textContent = "";
    button.ariaDisabled = "true";
    navigator.geolocation.getCurrentPosition(show, fail, { maximumAge: 10 * 60_000, timeout: WAIT });
  }

  function show({ coords }) {
    button.ariaDisabled = null;
    const near = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(PLACES)).join(",");
    const query = new URLSearchParams({ near, within: form.elements.within.value });
    location.assign(`${form.action}?${query}`);
  }

  function fail() {
    button.ariaDisabled = null;
    failed.textContent = failed.dataset.positionFailed;
  }

  button.addEventListener("click", () => button.ariaDisabled === "true" || ask());
  button.hidden = false;
  form.querySelector("[data-position-told]").hidden = false;
}

if (navigator.geolocation) document.querySelectorAll("[data-position]").forEach(prepare);
