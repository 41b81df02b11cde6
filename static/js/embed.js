// Puts a crowdfund's tracker on another site; see docs/embed.md.
//   <script type="module" src="https://your-hustings.example/static/js/embed.js"></script>
//   <hustings-crowdfund slug="online-hub" locale="cy"></hustings-crowdfund>
// It is a frame, so that neither site's styles and scripts reach the other's, and as tall as its content.

const home = new URL(import.meta.url).origin;

class HustingsCrowdfund extends HTMLElement {
  connectedCallback() {
    const address = new URL(`/embed/crowdfunds/${encodeURIComponent(this.getAttribute("slug"))}`, home);
    if (this.hasAttribute("locale")) address.searchParams.set("locale", this.getAttribute("locale"));
    const frame = document.createElement("iframe");
    frame.src = address;
    frame.title = this.title || this.getAttribute("slug");
    frame.loading = "lazy";
    Object.assign(frame.style, { display: "block", inlineSize: "100%", blockSize: "26rem", border: "0" });
    this.replaceChildren(frame);
    this.leave = new AbortController();
    addEventListener("message", (event) => this.fit(frame, event), { signal: this.leave.signal });
  }

  fit(frame, { source, origin, data }) {
    const isOurs = source === frame.contentWindow && origin === home;
    if (isOurs && Number.isFinite(data?.height)) frame.style.blockSize = `${data.height}px`;
  }

  disconnectedCallback() {
    this.leave.abort();
  }
}

customElements.define("hustings-crowdfund", HustingsCrowdfund);
