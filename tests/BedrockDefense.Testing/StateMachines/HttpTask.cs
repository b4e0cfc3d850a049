using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace BedrockDefense.Testing.StateMachines;

/// <summary>
/// A task that calls an HTTPS endpoint (AWS Step Functions Developer Guide, "Call HTTPS APIs in Step Functions workflows"). What the
/// connection has is merged in: headers, parameters of the query, and fields of the body.
/// </summary>
/// <param name="endpoint">The server that stands for every host.</param>
/// <param name="authorization">The header Authorization of the connection; null for none.</param>
/// <param name="query">The parameters of the connection.</param>
/// <param name="fields">The fields of the connection.</param>
public sealed class HttpTask(
    HttpsEndpoint endpoint,
    string? authorization = null,
    IReadOnlyDictionary<string, string>? query = null,
    IReadOnlyDictionary<string, string>? fields = null
)
{
    /// <summary>Calls the endpoint.</summary>
    /// <exception cref="StateException">The endpoint does not answer, or its status is 400 or above.</exception>
    public JsonNode Call(string resource, JsonObject arguments)
    {
        Assert.EndsWith(":states:::http:invoke", resource, StringComparison.Ordinal);
        Assert.Equal(
            ["ApiEndpoint", "InvocationConfig", "Method", "RequestBody"],
            arguments.Select(argument => argument.Key).Order(StringComparer.Ordinal)
        );
        var url = new UriBuilder(arguments["ApiEndpoint"]!.GetValue<string>())
        {
            Host = endpoint.Address.Host,
            Port = endpoint.Address.Port,
        };
        var parameters = HttpUtility.ParseQueryString(url.Query);
        foreach (var (name, value) in query ?? new Dictionary<string, string>())
        {
            parameters[name] = value;
        }

        url.Query = parameters.ToString();
        var body = arguments["RequestBody"]!.DeepClone();
        foreach (var (name, value) in fields ?? new Dictionary<string, string>())
        {
            body[name] = value;
        }

        using var request = new HttpRequestMessage(new HttpMethod(arguments["Method"]!.GetValue<string>()), url.Uri)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (authorization is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        }

        try
        {
            using var response = endpoint.Client.Send(request, TestContext.Current.CancellationToken);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            var text = reader.ReadToEnd();
            return (int)response.StatusCode >= 400
                ? throw new StateException($"States.Http.StatusCode.{(int)response.StatusCode}", text)
                : new JsonObject
                {
                    ["Headers"] = new JsonObject(),
                    ["ResponseBody"] = Parse(text),
                    ["StatusCode"] = (int)response.StatusCode,
                    ["StatusText"] = response.ReasonPhrase,
                };
        }
        catch (HttpRequestException exception)
        {
            throw new StateException("States.Http.Socket", exception.Message);
        }
    }

    private static JsonNode Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
