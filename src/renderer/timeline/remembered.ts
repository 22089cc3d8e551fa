/** Makes a value of inputs, and makes another only when one of them is another: for what each frame needs and few change. */
export function remembered<const Inputs extends readonly unknown[], Value>(
  make: (...inputs: Inputs) => Value,
): (...inputs: Inputs) => Value {
  let last: { readonly inputs: Inputs; readonly value: Value } | undefined
  return (...inputs) => {
    if (last === undefined || inputs.some((input, place) => input !== last?.inputs[place]))
      last = { inputs, value: make(...inputs) }
    return last.value
  }
}
