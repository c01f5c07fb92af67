// Reloads the page when the program has built again.
// GET /-/status.json answers {"build": 13, "building": false}; the page's own number is in <html data-build="13">.
(() => {
  const shown = document.documentElement.dataset.build;
  const at = (id) => document.getElementById(id);
  const say = (text) => {
    if (at("refresh-news").textContent !== text) at("refresh-news").textContent = text;
  };
  let greeting = "";
  let away = false;

  at("refresh-choice").hidden = false;
  try {
    const before = sessionStorage.getItem("tidings-build");
    if (before && before !== shown) greeting = "Reloaded after a build: " + at("verdict").textContent.trim();
    sessionStorage.setItem("tidings-build", shown);
  } catch {}

  const ask = async () => {
    try {
      const answer = await fetch("/-/status.json", { cache: "no-store", signal: AbortSignal.timeout(5000) });
      const now = await answer.json();
      const isNew = away || String(now.build) !== shown;
      if (isNew && at("refresh-auto").checked) return location.reload();
      say(isNew ? "There is a newer build." : now.building ? "Building\u2026" : greeting);
    } catch {
      away = true;
      say("The preview does not answer. Has it been stopped?");
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
})();
