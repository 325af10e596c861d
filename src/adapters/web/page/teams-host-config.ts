const color = (name: string, subtle: string) => ({
  default: `var(--teams-${name})`,
  subtle: `var(--teams-${subtle})`,
});

const container = (background: string) => ({
  backgroundColor: `var(--teams-${background})`,
  foregroundColors: {
    default: color("ink", "ink-soft"),
    dark: color("ink", "ink-soft"),
    light: color("ink", "ink-soft"),
    accent: color("accent", "accent"),
    good: color("good", "good"),
    warning: color("warning", "warning"),
    attention: color("attention", "attention"),
  },
});

/** How Teams draws cards: type, distances, colours. The colours are the page's, light and dark. */
export const hostConfig = {
  fontFamily: "'Segoe UI', 'Segoe UI Variable', system-ui, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 26 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: {
    small: 8,
    default: 12,
    medium: 16,
    large: 20,
    extraLarge: 24,
    padding: 16,
  },
  separator: { lineThickness: 1, lineColor: "var(--teams-line)" },
  supportsInteractivity: true,
  imageSizes: { small: 32, medium: 52, large: 100 },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 16 },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  adaptiveCard: { allowCustomStyle: false },
  containerStyles: {
    default: container("card"),
    emphasis: container("emphasis"),
    accent: container("emphasis"),
    good: container("emphasis"),
    attention: container("emphasis"),
    warning: container("emphasis"),
  },
  factSet: {
    title: { color: "default", size: "default", weight: "bolder", wrap: true, maxWidth: 220 },
    value: { color: "default", size: "default", weight: "default", wrap: true },
    spacing: 16,
  },
  textBlock: { headingLevel: 2 },
  table: { cellSpacing: 8 },
};
