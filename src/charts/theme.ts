/** What a chart is drawn on and with. */
export type ThemeName = "light" | "dark";

export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  /** In the order of the series; told apart also by colour-blind people. */
  readonly series: readonly string[];
  /** What stands for all others, and for totals. */
  readonly others: string;
  /** What adds to a total, and what takes from it. */
  readonly up: string;
  readonly down: string;
}

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: "#ffffff",
    text: "#1f2328",
    faint: "#59636e",
    grid: "#d8dee4",
    series: ["#3f2ccf", "#929303", "#bd69a2", "#2fa5ff", "#457f51", "#8e1700", "#6f1f8d"],
    others: "#3b3b3b",
    up: "#8e1700",
    down: "#2fa5ff",
  },
  dark: {
    background: "#1b1f24",
    text: "#e6edf3",
    faint: "#9aa4af",
    grid: "#373e47",
    series: ["#2d95f9", "#e7e60d", "#fda8b4", "#18fa7e", "#cc6323", "#bdc3ff", "#7141ff"],
    others: "#696969",
    up: "#cc6323",
    down: "#2d95f9",
  },
};

/** The colour of the series at a place; what stands for all others has its own. */
export function seriesColor(theme: Theme, at: number, isOthers: boolean): string {
  return (isOthers ? undefined : theme.series[at]) ?? theme.others;
}
