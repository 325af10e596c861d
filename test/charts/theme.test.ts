import { expect, test } from "vitest";
import { THEMES } from "#src/charts/theme";

type Vector = readonly number[];

/** How colours are seen, in linear RGB: normally, and without one kind of cones (Machado and others, 2009). */
const SIGHTS: Readonly<Record<string, readonly Vector[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const cases = Object.entries(THEMES).flatMap(([name, theme]) =>
  Object.entries(SIGHTS).map(([sight, matrix]) => ({ name, theme, sight, matrix })),
);

test.each(cases)("series of the $name theme are told apart with $sight", ({ theme, matrix }) => {
  const colors = [...theme.series, theme.others].map((color) => lab(seen(linear(color), matrix)));
  const differences = colors.flatMap((one, at) =>
    colors.slice(at + 1).map((other) => Math.hypot(...one.map((v, i) => v - (other[i] ?? 0)))),
  );
  // A difference of 10 is seen at a glance between large areas; lines are thin.
  expect(Math.min(...differences)).toBeGreaterThan(25);
});

test.each(cases)("up, down and totals of the $name theme are told apart with $sight", (one) => {
  const { up, down, others } = one.theme;
  const [rise = [], fall = [], total = []] = [up, down, others].map((color) =>
    lab(seen(linear(color), one.matrix)),
  );
  const pairs = [
    [rise, fall],
    [rise, total],
    [fall, total],
  ] as const;
  for (const [a, b] of pairs) {
    expect(Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)))).toBeGreaterThan(25);
  }
});

test.each(Object.entries(THEMES))("the %s theme stands out from its background", (_, theme) => {
  for (const color of [...theme.series, theme.others, theme.up, theme.down]) {
    expect(contrast(color, theme.background)).toBeGreaterThan(2.5);
  }
  for (const color of [theme.text, theme.faint]) {
    expect(contrast(color, theme.background)).toBeGreaterThan(4.5);
  }
});

function linear(color: string): Vector {
  return [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
}

function seen(color: Vector, sight: readonly Vector[]): Vector {
  return sight.map((row) => Math.min(1, Math.max(0, dot(row, color))));
}

/** CIELAB under D65. */
function lab(color: Vector): Vector {
  const xyz = [
    dot([0.4124, 0.3576, 0.1805], color) / 0.950_47,
    dot([0.2126, 0.7152, 0.0722], color),
    dot([0.0193, 0.1192, 0.9505], color) / 1.088_83,
  ];
  const [x = 0, y = 0, z = 0] = xyz.map((value) =>
    value > 0.008_856 ? Math.cbrt(value) : 7.787 * value + 16 / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other]
    .map((color) => dot([0.2126, 0.7152, 0.0722], linear(color)))
    .toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function dot(one: Vector, other: Vector): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
