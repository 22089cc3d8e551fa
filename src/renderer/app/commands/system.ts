/** Which keyboard the window has, for how keys are written and which of them a system keeps for texts. */
export const system: 'mac' | 'other' = /Mac/.test(navigator.userAgent) ? 'mac' : 'other'
