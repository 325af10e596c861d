import { byId } from "./element.ts";

/** Asks before something happens; true at once where there is nothing to ask. */
export function confirmed(text: string | null): Promise<boolean> {
  if (text === null) return Promise.resolve(true);
  const dialog = byId("confirm", HTMLDialogElement);
  byId("confirm-text", HTMLElement).textContent = text;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
