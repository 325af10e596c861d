export interface DemoTruth {
  x: number;
}
export function demoTruth(): DemoTruth {
  return { x: 1 };
}
