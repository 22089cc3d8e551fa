import { type RefObject, useLayoutEffect } from 'react'

/** Opens a dialog as a modal one when it comes and closes it when it goes, so that the focus is back where it was. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [dialog])
}
