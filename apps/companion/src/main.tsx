import "./app/start-zod.ts";
import "@nightlight/ui/tokens/tokens.css";
import "./app/page.css";
import "./features/exit/clear.css";
import "./features/first/first.css";
import "./features/contact/begin.css";
import "./features/contact/contact.css";
import "./features/call/call.css";
import { startPage } from "./app/start-page.tsx";

startPage();
