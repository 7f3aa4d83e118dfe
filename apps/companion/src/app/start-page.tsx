import { render } from "preact";
import { createContactStore } from "../features/contact/contact-store.ts";
import { armQuickExit } from "../features/exit/quick-exit.ts";
import { App } from "./app.tsx";

/** Brings the page that the server sent to life. The way out comes first. Gives back how to take it all away again. */
export function startPage(): () => void {
  const contact = createContactStore();
  const exit = document.getElementById("exit");
  const root = document.getElementById("app");
  if (!exit || !root) throw new Error("index.html has no exit or no place for the app");
  const disarm = armQuickExit(exit, contact.vanish);
  render(<App contact={contact} />, root);
  return () => {
    disarm();
    contact.startOver();
    render(null, root);
  };
}
