// Tells the page around this frame how tall its content is; embed.js listens there. Tells our form, by the link that
// leads there, on which site this frame stands: that site's host, and nothing of whoever looks at it.

const tell = () => parent.postMessage({ height: document.documentElement.offsetHeight }, "*");
new ResizeObserver(tell).observe(document.documentElement);

const around = URL.canParse(document.referrer) ? new URL(document.referrer).host : "";
for (const link of document.querySelectorAll("a[href*='source=embed']")) {
  const address = new URL(link.href);
  if (around && around !== location.host) address.searchParams.set("source", `embed:${around}`);
  link.href = address;
}
