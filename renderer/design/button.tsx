import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'>

interface ButtonProps extends Native {
  children: ReactNode
  /** primary: the one act of a screen; danger: takes something away; quiet: beside other things. */
  kind?: 'plain' | 'primary' | 'danger' | 'quiet'
  icon?: IconName
  submit?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A button with words. */
export function Button({ children, kind = 'plain', icon, submit, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={submit ? 'submit' : 'button'} className={`button button-${kind}`}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Native {
  icon: IconName
  /** What it does: read aloud, and shown when the pointer rests on it. */
  label: string
  kind?: 'plain' | 'quiet'
  ref?: Ref<HTMLButtonElement>
}

/** A button with a drawing only, for acts that everybody knows. */
export function IconButton({ icon, label, kind = 'quiet', ...rest }: IconButtonProps) {
  return (
    <button
      title={label}
      aria-label={label}
      {...rest}
      type="button"
      className={`button button-${kind} button-icon`}
    >
      <Icon name={icon} />
    </button>
  )
}

/** A key of the keyboard, as it is printed on it. */
export function Key({ children }: { children: ReactNode }) {
  return <kbd className="key">{children}</kbd>
}
