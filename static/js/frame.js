// Tells the page around this frame how tall its content is; embed.js listens there.

const tell = () => parent.postMessage({ height: document.documentElement.offsetHeight }, "*");
new ResizeObserver(tell).observe(document.documentElement);
