using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Models;

/// <summary>Judges calls, in the form in which they are sent, by AWS's own models of the services.</summary>
/// <param name="data">The folder of the models.</param>
internal sealed class CallCheck(string data)
{
    // The folders of services whose name in a signature is not the name of their folder. Step Functions' integrations name some services by
    // the folder.
    private static readonly Dictionary<string, string> Folders = new()
    {
        ["states"] = "stepfunctions",
        ["sfn"] = "stepfunctions",
        ["monitoring"] = "cloudwatch",
        ["eventbridge"] = "events",
        ["cloudwatchlogs"] = "logs",
    };

    private int _checked;

    /// <summary>The number of calls that were judged and found valid.</summary>
    public int CheckedCalls => _checked;

    /// <summary>Refuses a call that AWS would refuse, and a call that no model describes.</summary>
    /// <exception cref="ViolationException">The call is not valid; the exception has the faults.</exception>
    public void Judge(ApiCall call)
    {
        if (FaultsOf(call) is { Count: > 0 } faults)
        {
            throw new ViolationException($"{call.Service} {call.Operation} in {call.Account}, {call.Region}", faults);
        }

        Interlocked.Increment(ref _checked);
    }

    /// <summary>Decodes a call; null where the service has no such operation.</summary>
    public DecodedCall? Decode(ApiCall call) => Decode(Model(call.Service), call);

    /// <summary>Finds what is wrong with a call.</summary>
    public IReadOnlyList<Violation> FaultsOf(ApiCall call)
    {
        try
        {
            return Decode(call) is { } decoded
                ? [.. decoded.Violations(), .. DocumentCalls.Of(decoded).SelectMany(FaultsOf), .. UnmodelledLimits.Of(decoded)]
                :
                [
                    new Violation(
                        "<call>",
                        "unknown-operation",
                        $"{call.Method} {call.Path} {call.Target}",
                        $"no operation of {call.Service} is called so"
                    ),
                ];
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return [new Violation("<body>", "unreadable", call.Body, exception.Message)];
        }
    }

    private IEnumerable<Violation> FaultsOf(DocumentCall inner)
    {
        var model = Model(inner.Service);
        return inner.OperationOf(model) is { } operation
            ? new PascalInput(model)
                .Read(operation, inner.Input)
                .Violations()
                .Select(violation => violation with { Member = $"{inner.Location}.{violation.Member}" })
            :
            [
                new Violation(
                    inner.Location,
                    "unknown-operation",
                    inner.Name,
                    $"{inner.Service} has no such operation; the first letter is in lower case"
                ),
            ];
    }

    private ServiceModel Model(string service) => ServiceModel.Load(data, Folders.GetValueOrDefault(service, service));

    private static DecodedCall? Decode(ServiceModel model, ApiCall call) =>
        call.Target is { } target ? DecodeTarget(model, target, call.Body)
        : model.Metadata["protocol"]!.GetValue<string>().StartsWith("rest-", StringComparison.Ordinal)
            ? new RestDecoder(model, call).Decode()
        : call.Path == "/" ? QueryDecoder.Decode(model, call.Body)
        : null;

    private static DecodedCall? DecodeTarget(ServiceModel model, string target, string text)
    {
        var operation = target[(target.LastIndexOf('.') + 1)..];
        if (target != $"{model.Metadata["targetPrefix"]}.{operation}" || !model.Operations.ContainsKey(operation))
        {
            return null;
        }

        var body = JsonNode.Parse(text.Length == 0 ? "{}" : text);
        var input = model.InputOf(operation) is { } shape ? new WireValues(model).FromJson(shape, body) : WireValues.FromUntypedJson(body);
        return input is Dictionary<string, object?> members
            ? new DecodedCall(model, operation, members, [])
            : throw new JsonException("the body is no object");
    }
}
