import { render } from "preact";
import { createCallStore } from "../features/call/call-store.ts";
import { createContactStore } from "../features/contact/contact-store.ts";
import { openContact } from "../features/contact/open-contact.ts";
import { armQuickExit } from "../features/exit/quick-exit.ts";
import { App } from "./app.tsx";

/** Brings the page that the server sent to life. The way out comes first. Gives back how to take it all away again. */
export function startPage(): () => void {
  const contact = createContactStore();
  const webCall = createCallStore({
    async openCall(...call) {
      const { openPageCall } = await import("../features/call/open-page-call.ts");
      return openPageCall(...call);
    },
    follow: (begun, { changed }) =>
      openContact(
        { ...begun, safeNow: "unknown" },
        { changed: (stage) => changed(stage.contact), gone: () => undefined },
      ),
  });
  const exit = document.getElementById("exit");
  const root = document.getElementById("app");
  if (!exit || !root) throw new Error("index.html has no exit or no place for the app");
  const disarm = armQuickExit(exit, () => {
    webCall.vanish();
    contact.vanish();
  });
  render(<App contact={contact} webCall={webCall} />, root);
  return () => {
    disarm();
    webCall.vanish();
    contact.startOver();
    render(null, root);
  };
}
