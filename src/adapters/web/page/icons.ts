const SVG = "http://www.w3.org/2000/svg";
const THUMB =
  "M7 10v10H4a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1h3zm2 0 4-7c1.5 0 2.5 1.2 2.2 2.7L14.6 9H19a2 2 0 0 1 2 2.4l-1.4 7A2 2 0 0 1 17.6 20H9z";

/** A thumb, up or down; what it means is said by the button around it. */
export function thumbIcon(verdict: "good" | "bad"): SVGSVGElement {
  const icon = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", THUMB);
  if (verdict === "bad") path.setAttribute("transform", "rotate(180 12 12)");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  icon.append(path);
  return icon;
}
