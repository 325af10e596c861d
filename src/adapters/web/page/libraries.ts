const loading = new Map<string, Promise<void>>();

/** Loads one of the server's libraries once, when it is first needed. */
export function loadLibrary(name: "echarts.min.js" | "adaptivecards.min.js"): Promise<void> {
  const known = loading.get(name);
  if (known !== undefined) return known;
  const promise = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `/library/${name}`;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      loading.delete(name);
      reject(new Error(`${name} can't be loaded.`));
    });
    document.head.append(script);
  });
  loading.set(name, promise);
  return promise;
}
