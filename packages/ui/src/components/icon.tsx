import {
  ArrowDown,
  ArrowLeft,
  Check,
  ChevronDown,
  ChevronRight,
  Clock,
  Globe,
  HeartHandshake,
  Info,
  Keyboard,
  Lock,
  LogOut,
  Mail,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Moon,
  Phone,
  PhoneCall,
  Printer,
  RotateCcw,
  ShieldCheck,
  Smartphone,
  Sun,
  TriangleAlert,
  Undo2,
  Unplug,
  Users,
  Volume2,
  VolumeX,
  X,
  type LucideIcon,
} from "lucide-react";

const ICONS = {
  "arrow-down": ArrowDown,
  back: ArrowLeft,
  check: Check,
  clock: Clock,
  close: X,
  dark: Moon,
  down: ChevronDown,
  email: Mail,
  info: Info,
  keyboard: Keyboard,
  known: HeartHandshake,
  language: Globe,
  light: Sun,
  lock: Lock,
  lost: Unplug,
  messenger: MessagesSquare,
  others: Users,
  phone: Phone,
  print: Printer,
  right: ChevronRight,
  retry: RotateCcw,
  security: ShieldCheck,
  "sign-out": LogOut,
  sms: Smartphone,
  "sound-off": VolumeX,
  "sound-on": Volume2,
  undo: Undo2,
  warning: TriangleAlert,
  web_call: PhoneCall,
  webchat: MessageSquareText,
  zalo: MessageCircle,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof ICONS;

type IconProps = { readonly name: IconName; readonly size?: 14 | 16 | 20; readonly label?: string };

/** One icon of the set: a 1.5 px line in the colour of the text beside it. Silent unless it has a label. */
export function Icon({ name, size = 16, label }: IconProps) {
  const Drawing = ICONS[name];
  const naming = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return <Drawing size={size} strokeWidth={1.5} nonScalingStroke focusable={false} {...naming} />;
}
