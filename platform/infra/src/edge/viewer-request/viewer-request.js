// Runs at the edge for every page that is asked for (CloudFront JavaScript 2.0, 1 ms). A path without a file name belongs to the
// application, which routes it itself in the browser; a file that is not there stays a 404.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  var request = event.request;
  var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (last.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}
