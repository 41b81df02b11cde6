// Makes giving smoother; the form works without it. An amount and an own amount exclude each other, the button says
// what it will do, and one press opens one checkout.

const TYPED = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/; // As in donations/money.py
const STOPPED_AFTER = 20_000; // ms; by then the checkout has opened, or somebody stopped the page

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // A page served without TLS has no randomUUID: https://www.rfc-editor.org/rfc/rfc9562#section-5.4
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function prepare(form) {
  const key = form.querySelector("[data-give-key]");
  const button = form.querySelector("[data-give-label]");
  const plainLabel = button.textContent;
  const own = form.elements.other;
  const radios = form.querySelectorAll("[name=amount]");
  const { least, most, sign } = form.dataset; // the bounds in the smallest unit
  const style = { style: "currency", currency: form.dataset.give };
  const places = new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits;
  const scale = 10 ** places;

  function money(minor) {
    const digits = minor % scale ? places : 0;
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return new Intl.NumberFormat([document.documentElement.lang, "en-GB"], { ...style, ...fraction }).format(minor / scale);
  }

  // What the server would not take is not promised on the button.
  function amount() {
    const typed = own.value.trim();
    const chosen = form.querySelector("[name=amount]:checked");
    if (!typed) return chosen ? chosen.closest("label").textContent.trim() : "";
    const bare = typed.startsWith(sign) ? typed.slice(sign.length).trimStart() : typed;
    const [, whole, part = ""] = bare.match(TYPED) ?? [];
    if (chosen || !whole || part.length > places) return "";
    const minor = Number(whole.replaceAll(",", "") + part.padEnd(places, "0"));
    if (places > 2 && minor % 10) return "";
    return minor >= Number(least) && minor <= Number(most) ? money(minor) : "";
  }

  function label() {
    const text = amount();
    const words = form.querySelector("[name=frequency][value=monthly]:checked") ? "giveMonthly" : "giveLabel";
    button.textContent = text ? button.dataset[words].replace("{amount}", text) : plainLabel;
  }

  // Another amount is another gift: it must not be answered with the checkout of the first.
  function change() {
    key.value = newKey();
    label();
  }

  own.addEventListener("input", () => {
    if (own.value.trim()) radios.forEach((radio) => (radio.checked = false));
    change();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "amount") own.value = "";
    if (event.target.name !== "other") change();
  });
  form.addEventListener("submit", (event) => {
    if (button.ariaDisabled === "true") event.preventDefault();
    button.ariaDisabled = "true";
    setTimeout(() => (button.ariaDisabled = null), STOPPED_AFTER);
  });
  // Also runs when the browser shows the page again after Back: the button works again, as a new gift.
  addEventListener("pageshow", (event) => {
    button.ariaDisabled = null;
    if (event.persisted || !key.value) key.value = newKey();
    label();
  });
}

document.querySelectorAll("[data-give]").forEach(prepare);
