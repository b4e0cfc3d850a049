using Pulumi;
using Pulumi.Testing;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class DependencyTests
{
    [Fact]
    public Task DependsOn_waits_for_the_registration_of_a_resource() =>
        CheckAsync(() =>
        {
            var slow = new Thing("slow");
            _ = new Thing("waiting", null, new CustomResourceOptions { DependsOn = { slow } });
        });

    [Fact]
    public Task DependsOn_takes_a_collection_expression() =>
        CheckAsync(() =>
        {
            var slow = new Thing("slow");
            _ = new Thing("waiting", null, new CustomResourceOptions { DependsOn = [slow] });
        });

    [Fact]
    public Task DependsOn_a_component_waits_for_its_children_at_any_depth() =>
        CheckAsync(() =>
        {
            var outer = new Group("outer");
            var inner = new Group("inner", new ComponentResourceOptions { Parent = outer });
            _ = new Thing("slow", null, new CustomResourceOptions { Parent = inner });
            _ = new Thing("waiting", null, new CustomResourceOptions { DependsOn = { outer } });
        });

    [Fact]
    public Task An_input_waits_for_the_resource_it_comes_from() =>
        CheckAsync(() =>
        {
            var slow = new Thing("slow");
            _ = new Thing("waiting", new ThingArgs { Tags = { { "k", slow.Urn } } });
        });

    [Fact]
    public Task A_child_waits_for_its_parent() =>
        CheckAsync(() =>
        {
            var slow = new Thing("slow");
            _ = new Thing("waiting", null, new CustomResourceOptions { Parent = slow });
        });

    [Fact]
    public Task DeletedWith_and_ReplaceWith_wait() =>
        CheckAsync(() =>
        {
            var slow = new Thing("slow");
            _ = new Thing("waiting", null, new CustomResourceOptions { DeletedWith = slow });
            _ = new Thing("waiting too", null, new CustomResourceOptions { ReplaceWith = { slow } });
        });

    [Fact]
    public async Task A_resource_without_dependencies_does_not_wait()
    {
        var mocks = new SlowMocks();
        var run = Run.PreviewAsync(
            mocks,
            () =>
            {
                _ = new Thing("slow");
                _ = new Thing("free");
            }
        );
        await mocks.Asked("free");
        mocks.Release();
        await run;
    }

    private static async Task CheckAsync(Action program)
    {
        var mocks = new SlowMocks();
        var run = Run.PreviewAsync(mocks, program);
        await mocks.Asked("slow");
        Assert.DoesNotContain(mocks.Names, name => name.StartsWith("waiting", StringComparison.Ordinal));
        mocks.Release();
        await run;
        Assert.Contains("waiting", mocks.Names);
    }

    /// <summary>Answers for the resource <c>slow</c> only after it is released.</summary>
    private sealed class SlowMocks : IMocks
    {
        private readonly TaskCompletionSource _released = new();
        private readonly Lock _gate = new();
        private readonly Dictionary<string, TaskCompletionSource> _asked = [];

        public IReadOnlyList<string> Names
        {
            get
            {
                lock (_gate)
                {
                    return [.. _asked.Where(entry => entry.Value.Task.IsCompleted).Select(entry => entry.Key)];
                }
            }
        }

        public Task Asked(string name) => Source(name).Task;

        public void Release() => _released.SetResult();

        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Source(args.Name!).TrySetResult();
            if (args.Name == "slow")
            {
                await _released.Task;
            }

            return ($"{args.Name}-id", args.Inputs);
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();

        private TaskCompletionSource Source(string name)
        {
            lock (_gate)
            {
                if (!_asked.TryGetValue(name, out var source))
                {
                    _asked.Add(name, source = new(TaskCreationOptions.RunContinuationsAsynchronously));
                }

                return source;
            }
        }
    }
}
