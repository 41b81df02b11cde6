// Keeps the numbers of every tracker on the page fresh: asks again while the page is seen, quietly, and less often
// when the server does not answer. Formats as the server does (donations/templatetags/money.py).

const EVERY = 15_000;
const AT_MOST_EVERY = 5 * 60_000;
const languages = [document.documentElement.lang, "en-GB"];

function money(minor, currency) {
  const style = { style: "currency", currency };
  const places = new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits; // Yen have none, dinars 3
  const digits = minor % 10 ** places ? places : 0;
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // As text: what a number would make of the last digits of a large sum is another sum.
  const text = String(Math.abs(minor)).padStart(places + 1, "0");
  const amount = `${minor < 0 ? "-" : ""}${text.slice(0, text.length - places)}.${text.slice(text.length - places)}`;
  return new Intl.NumberFormat(languages, { ...style, currencyDisplay: "narrowSymbol", ...fraction }).format(amount);
}

function moment(iso) {
  const at = new Date(iso);
  const zone = { timeZone: "Europe/London" };
  // Chromium knows no Welsh months: a number is then better than a month in English.
  const month = Intl.DateTimeFormat.supportedLocalesOf(languages[0]).length ? "long" : "numeric";
  const day = at.toLocaleDateString(languages, { day: "numeric", month, year: "numeric", ...zone });
  const time = at.toLocaleTimeString(languages, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone });
  return `${day}, ${time}`;
}

// What others add and what is promised: never part of what was raised.
function showBeside(tracker, { pledged_minor: pledged, match, currency }) {
  tracker.querySelector("[data-pledged]").hidden = !pledged;
  tracker.querySelector('[data-value="pledged"]').textContent = money(pledged, currency);
  const shown = tracker.querySelectorAll("[data-match]");
  // Another number of rules is another page: its numbers would stand beside the wrong names.
  if (shown.length !== match.length) return;
  match.forEach((rule, n) => {
    const amounts = { matched: rule.matched_minor, left: rule.left_minor };
    for (const [name, minor] of Object.entries(amounts)) {
      const element = shown[n].querySelector(`[data-value="${name}"]`);
      if (element) element.textContent = money(minor, currency);
    }
    // A promise to add more is no longer true when nothing is left, and is again after a refund.
    const usedUp = tracker.querySelector(`[data-used-up="${n}"]`);
    if (usedUp) {
      usedUp.hidden = rule.left_minor > 0;
      shown[n].hidden = !usedUp.hidden;
    }
  });
}

function show(tracker, crowdfund) {
  const { raised_minor: raised, goal_minor: goal, currency, donors, percent, updated_at: updated } = crowdfund;
  const texts = {
    raised: money(raised, currency),
    goal: money(goal, currency),
    percent: String(percent),
    donors: String(donors),
    checking: money(crowdfund.checking_minor, currency),
  };
  const when = tracker.querySelector("[data-updated]");
  if (Date.parse(when.dataset.updated) !== Date.parse(updated)) {
    when.dataset.updated = updated;
    texts.updated = moment(updated);
  }
  for (const [name, text] of Object.entries(texts)) {
    const element = tracker.querySelector(`[data-value="${name}"]`);
    if (element.textContent !== text) element.textContent = text;
  }
  const bar = tracker.querySelector("progress");
  bar.max = goal;
  bar.value = Math.max(0, Math.min(raised, goal));
  showBeside(tracker, crowdfund);
  tracker.querySelector("[data-checking]").hidden = !crowdfund.checking_minor;
  tracker.querySelector("[data-first]")?.toggleAttribute("hidden", donors > 0);
  tracker.querySelector("[data-funded]").classList.toggle("highlight", raised > goal);
}

// What has come in for each line of the budget, where the page has one; the bars are drawn to the scale of the amounts.
function showBreakdown(crowdfund) {
  const { slug, currency, raised_minor: raised, budget } = crowdfund;
  const table = document.querySelector(`[data-breakdown="${slug}"]`);
  const cells = table?.querySelectorAll("[data-line-raised]") ?? [];
  if (!budget || cells.length !== budget.length) return;
  const bars = table.querySelectorAll(".bar-raised");
  let allotted = 0;
  budget.forEach(({ raised_minor: share }, line) => {
    cells[line].textContent = money(share, currency);
    bars[line].setAttribute("width", share);
    allotted += share;
  });
  table.querySelector("[data-raised-total]").textContent = money(raised, currency);
  const beyond = Math.max(raised - allotted, 0);
  table.querySelector("[data-raised-beyond]").textContent = money(beyond, currency);
  if (beyond) table.querySelector("[data-beyond]").hidden = false;
}

function follow(tracker) {
  let etag = "";
  let wait = EVERY;
  let timer;

  async function ask() {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const response = await fetch(tracker.dataset.tracker, { headers: etag ? { "If-None-Match": etag } : {} });
      if (response.ok) {
        const crowdfund = await response.json();
        show(tracker, crowdfund);
        showBreakdown(crowdfund);
        etag = response.headers.get("ETag") ?? "";
      } else if (response.status !== 304) {
        throw new Error(`Answered ${response.status}`);
      }
      wait = EVERY;
    } catch {
      wait = Math.min(wait * 2, AT_MOST_EVERY);
    }
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, EVERY);
}

document.querySelectorAll("[data-tracker]").forEach(follow);
