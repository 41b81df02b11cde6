// While thieves try out cards, a form to give carries a challenge: this machine works on it for about a second before
// the form is sent. The work is that of donations/proof_of_work.py. Nothing is asked of another host, nothing is kept.

const PARTS = 16; // As in donations/proof_of_work.py
const SLICE = 24; // ms, between which the page answers the finger

// SHA-256 of a short text. Our own, because crypto.subtle takes a promise for each of some 130,000 digests, and is
// missing where a site is served without TLS: https://csrc.nist.gov/pubs/fips/180-4/upd1/final
const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const ROUND = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const words = new Int32Array(64);

// The first word of the digest, unsigned: no more is looked at. The text is ASCII of at most 55 characters, one block.
function firstWord(text) {
  words.fill(0, 0, 16);
  for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  words[15] = text.length * 8;
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15];
    const y = words[i - 2];
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16] + low + words[i - 7] + high) | 0;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i += 1) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + high + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  return (START[0] + a) >>> 0;
}

async function solve(challenge) {
  const [, bits, , seed] = challenge.split(".");
  const shift = 32 - Number(bits);
  const found = [];
  let until = performance.now() + SLICE;
  for (let nonce = 0; found.length < PARTS; nonce += 1) {
    if (firstWord(`${seed}:${found.length}:${nonce}`) >>> shift === 0) {
      found.push(nonce);
      nonce = -1;
    }
    if ((nonce & 255) === 0 && performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve));
      until = performance.now() + SLICE;
    }
  }
  return `${challenge}:${found.join(".")}`;
}

function prepare(form) {
  const status = document.querySelector("[data-moment]");
  let isAtWork = false;

  async function work() {
    if (isAtWork) return;
    isAtWork = true;
    status.textContent = status.dataset.moment;
    form.elements.proof.value = await solve(form.dataset.challenge);
    delete form.dataset.challenge; // It is good for one gift: whoever comes back here is given another.
    form.submit();
  }

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !form.dataset.challenge) return;
    event.preventDefault();
    work();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    form.elements.proof.value = "";
    status.textContent = "";
    isAtWork = false;
  });
  if (!form.hasAttribute("data-by-itself")) return;
  // The button was pressed on the page before, which carried no challenge. Who comes back from Stripe then finds the
  // form, not the browser's question whether to send this one again.
  history.replaceState(null, "");
  form.hidden = false;
  document.querySelector("[data-without-script]").hidden = true;
  work();
}

document.querySelectorAll("[data-challenge]").forEach(prepare);
