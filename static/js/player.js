// Videos, maps and charts of other services: the button loads one in its place. Nothing is asked of them before.
// Without JavaScript there is no such button, and the link beneath leads there.

function prepare(place) {
  const offer = place.querySelector("[data-player-offer]");

  function load() {
    const frame = document.createElement("iframe");
    frame.title = place.dataset.playerTitle;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube plays nothing for who is nobody
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-presentation";
    frame.src = place.dataset.player;
    place.replaceChildren(frame);
    frame.focus();
  }

  offer.querySelector("button").addEventListener("click", load);
  offer.hidden = false;
}

document.querySelectorAll("[data-player]").forEach(prepare);
