// Draws the figures of the gallery in the page, shows tooltips, switches the
// theme. Without it the page shows the same figures as still pictures.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const specs = read("specs");
  const darkColours = read("dark-colours");
  const views = new Map();
  const tooltip = document.getElementById("tooltip");
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;

  const theme = () => chosen ?? (system.matches ? "dark" : "light");

  const inDark = (text) =>
    text.replace(
      /"(#[0-9a-f]{6})"/g,
      (all, colour) => darkColours[colour] ? `"${darkColours[colour]}"` : all,
    );

  function draw(id, theme) {
    const figure = document.getElementById(`figure-${id}`);
    const live = figure.querySelector(".live");
    const text = JSON.stringify(specs[id]);
    const spec = JSON.parse(theme === "dark" ? inDark(text) : text);
    views.get(id)?.finalize();
    live.replaceChildren();
    const view = new vega.View(vega.parse(spec, null, { ast: true }), {
      expr: vega.expressionInterpreter,
      renderer: "svg",
      container: live,
      tooltip: showTooltip,
    });
    view.run();
    views.set(id, view);
    live.hidden = false;
    figure.querySelector(".still").classList.add("replaced");
  }

  function showTooltip(_handler, event, _item, value) {
    if (value === null || typeof value !== "object") {
      tooltip.hidden = true;
      return;
    }
    tooltip.replaceChildren(
      ...Object.entries(value).flatMap(([name, text]) => {
        const [term, data] = ["dt", "dd"].map((tag) =>
          document.createElement(tag)
        );
        term.textContent = name;
        data.textContent = String(text);
        return [term, data];
      }),
    );
    tooltip.hidden = false;
    const { clientWidth: width, clientHeight: height } =
      document.documentElement;
    const { width: own, height: ownHeight } = tooltip.getBoundingClientRect();
    const left = Math.min(event.clientX + 14, width - own - 6);
    const below = event.clientY + 18;
    const top = below + ownHeight > height - 6
      ? event.clientY - ownHeight - 12
      : below;
    tooltip.style.left = `${Math.max(6, left)}px`;
    tooltip.style.top = `${Math.max(6, top)}px`;
  }

  function show() {
    const now = theme();
    document.documentElement.dataset.theme = now;
    button.textContent = now === "dark" ? "Light theme" : "Dark theme";
    button.hidden = false;
    tooltip.hidden = true;
    for (const id of Object.keys(specs)) draw(id, now);
  }

  button.addEventListener("click", () => {
    chosen = theme() === "dark" ? "light" : "dark";
    show();
  });
  system.addEventListener("change", show);
  addEventListener("scroll", () => tooltip.hidden = true, { passive: true });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") tooltip.hidden = true;
  });
  show();
})();
