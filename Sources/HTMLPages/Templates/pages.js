// What needs a script is hidden until this one runs.
const find = (id) => document.getElementById(id);

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = find(button.dataset.copies);
  const status = find(field.id + "-status");
  button.hidden = false;
  field.onclick = () => field.select();
  button.onclick = async () => {
    field.select();
    const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false)
      || document.execCommand("copy"); // without https
    // Emptied first, or the same text is not announced again.
    status.textContent = "";
    setTimeout(() => { status.textContent = copied ? button.dataset.done : button.dataset.failed; }, 100);
  };
}

const search = find("search");
if (search) {
  const status = find("search-status");
  // Accents and the Arabic signs for vowels and hamza make no difference.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f]/g, "").toLowerCase();
  const topics = [...document.querySelectorAll(".topics > li")].map((item) => {
    const group = item.closest(".group");
    return { item, group, text: fold(`${group.querySelector("h2").textContent} ${item.querySelector("a").textContent}`) };
  });
  let pause;

  search.oninput = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const hits = topics.filter(({ text }) => words.every((word) => text.includes(word)));
    for (const { item, group } of topics) item.hidden = group.hidden = true;
    for (const { item, group } of hits) item.hidden = group.hidden = false;
    // Told when typing pauses, not at every letter.
    clearTimeout(pause);
    pause = setTimeout(() => {
      const result = hits.length ? `${status.dataset.found}: ${hits.length}` : status.dataset.none;
      status.textContent = words.length ? result : "";
    }, 400);
  };

  search.parentElement.hidden = false;
  if (search.value) search.oninput(); // filled again by going back
}
