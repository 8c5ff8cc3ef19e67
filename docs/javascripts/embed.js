// An embedded figure wears the viewer's colour scheme, or the one that `?scheme=` names.
"use strict";
{
  const scheme = new URLSearchParams(location.search).get("scheme");
  if (["light", "dark"].includes(scheme)) document.documentElement.dataset.scheme = scheme;
}
