/** What a projection may use, as files of the type service: the libraries of ES2022, and Epoch's own declarations as they stand in its sources. */
export const typeLibrary: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(
    import.meta.glob<string>(
      '../../../../node_modules/typescript-editor/lib/lib.{es5,es2015,es2015.*,es2016,es2016.*,es2017,es2017.*,es2018,es2018.*,es2019,es2019.*,es2020,es2020.*,es2021,es2021.*,es2022,es2022.*,decorators,decorators.legacy}.d.ts',
      { query: '?raw', import: 'default', eager: true },
    ),
  ).map(([path, text]) => [path.slice(path.lastIndexOf('/')), text]),
  ...Object.entries(
    import.meta.glob<string>(
      ['../../../projection/dialects/epoch-definition.ts', '../../../core/{projection,event}.ts'],
      {
        query: '?raw',
        import: 'default',
        eager: true,
      },
    ),
  ).map(([path, text]) => [path.replace(/^(?:\.\.\/)+/, '/epoch/'), text]),
])
