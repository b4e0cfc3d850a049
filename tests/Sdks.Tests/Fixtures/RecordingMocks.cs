using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Sdks.Tests.Fixtures;

/// <summary>Records the requests. By default the state is the inputs, and the id is <c>name-id</c>.</summary>
internal sealed class RecordingMocks : IMocks
{
    public Func<MockResourceArgs, object?> State { get; init; } = args => args.Inputs;

    public Func<MockResourceArgs, string?> Id { get; init; } = args => $"{args.Name}-id";

    public Func<MockCallArgs, object> Result { get; init; } = _ => new Dictionary<string, object>();

    public ConcurrentQueue<MockResourceArgs> Resources { get; } = [];

    public ConcurrentQueue<MockCallArgs> Calls { get; } = [];

    public ConcurrentQueue<MockRegisterResourceOutputsRequest> Outputs { get; } = [];

    public MockResourceArgs this[string name] => Resources.Single(resource => resource.Name == name);

    public static RecordingMocks WithState(params (string Name, object Value)[] state) =>
        new() { State = _ => state.ToImmutableDictionary(entry => entry.Name, entry => entry.Value) };

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Enqueue(args);
        return Task.FromResult<(string?, object)>((Id(args), State(args)!));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Enqueue(args);
        return Task.FromResult(Result(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Outputs.Enqueue(args);
        return Task.CompletedTask;
    }
}
