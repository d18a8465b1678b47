// The query page: YASGUI against this server's own endpoint, with the prefixes and examples that the page brings.
(() => {
  "use strict";
  const prefixes = JSON.parse(document.getElementById("prefixes").textContent);
  const start = Object.entries(prefixes)
    .filter(([name]) => ["kg", "skos", "area"].includes(name))
    .map(([name, iri]) => `PREFIX ${name}: <${iri}>`)
    .join("\n");
  Yasgui.Yasqe.defaults.value = `${start}\nSELECT ?label ?code WHERE {\n  ?x a kg:District ; skos:prefLabel ?label ; kg:code ?code\n} LIMIT 20`;
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: `${location.origin}/sparql` },
    copyEndpointOnNewTab: false,
    persistenceId: null,
  });
  document.getElementById("examples").addEventListener("change", (event) => {
    if (event.target.value) yasgui.getTab().setQuery(event.target.value);
  });
})();
