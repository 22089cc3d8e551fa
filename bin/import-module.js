// In a file of its own, as an old Node cannot even read it.
module.exports = (url) => import(url)
