import './keys.css'

/** Keys, as people read them: `Ctrl+G`. */
export function Keys({ text }: { readonly text: string }) {
  return <kbd className="keys">{text}</kbd>
}
