// A worker's timers keep their pace while the window is hidden; a page's are slowed down until a lease is lost.
const BEAT_MS = 4000;

setInterval(() => {
  self.postMessage("beat");
}, BEAT_MS);
