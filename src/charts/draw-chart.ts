import { fileURLToPath } from "node:url";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { init, setPlatformAPI } from "echarts";
import type { ChartBlock } from "#src/cards/card";
import { DEFAULT_LOCALE } from "#src/cards/format";
import { chartOption } from "./chart-option.ts";
import { withInertNames } from "./inert-names.ts";
import { THEMES, type ThemeName } from "./theme.ts";

const WIDTH = 800;
const HEIGHT = 450;
/** Pixels of the image for each one of its size, for screens that have them. */
const PIXEL_RATIO = 2;
const IMAGE_FONT = "Tally Sans";
/** Fonts as wide as the one that texts are measured with come first. */
const SVG_FONTS = "DejaVu Sans, Verdana, sans-serif";

/** A size in pixels, 800 × 450 where it isn't given, and a look. */
export interface ChartLook {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeName;
  readonly locale?: string;
}

for (const url of [
  import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
  import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
]) {
  if (GlobalFonts.registerFromPath(fileURLToPath(url), IMAGE_FONT) === null) {
    throw new Error(`${url} is no font`);
  }
}
setPlatformAPI({ createCanvas: () => createCanvas(1, 1) as never });

/** A chart as an SVG document; texts are shown in the fonts of whoever looks at it. */
export function chartSvg(chart: ChartBlock, look: ChartLook = {}): string {
  const { width = WIDTH, height = HEIGHT, theme = "light", locale = DEFAULT_LOCALE } = look;
  const drawing = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    const frame = { width, height, theme: THEMES[theme], fontFamily: SVG_FONTS, locale };
    drawing.setOption(chartOption(withInertNames(chart), frame));
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

/** A chart as a PNG image, two pixels for each one of its size, in a font that is shipped with it. */
export async function chartPng(chart: ChartBlock, look: ChartLook = {}): Promise<Uint8Array> {
  const { width = WIDTH, height = HEIGHT, theme = "light", locale = DEFAULT_LOCALE } = look;
  const canvas = createCanvas(width * PIXEL_RATIO, height * PIXEL_RATIO);
  const size = { width, height, devicePixelRatio: PIXEL_RATIO };
  const drawing = init(canvas as never, null, { renderer: "canvas", ...size });
  try {
    const frame = { width, height, theme: THEMES[theme], fontFamily: IMAGE_FONT, locale };
    drawing.setOption(chartOption(withInertNames(chart), frame));
    drawing.getZr().flush();
    return await canvas.encode("png");
  } finally {
    drawing.dispose();
  }
}
